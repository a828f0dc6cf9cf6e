package dev.lince.store.pgvector.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

class DatabaseUrlParametersTest {
  @ParameterizedTest(name = "?{0} → {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "sslmode=disable | {sslmode=disable}",
        "sslmode=allow | {sslmode=allow}",
        "sslmode=prefer | {sslmode=prefer}",
        "sslmode=require | {sslmode=require}",
        "sslmode=verify-ca | {sslmode=verify-ca}",
        "sslmode=verify-full | {sslmode=verify-full}",
        "sslmode=Require | {sslmode=require}",
        "sslmode=require&sslmode=disable | {sslmode=disable}",
        "ssl=true | {sslmode=require}",
        "ssl=false | {sslmode=disable}",
        "ssl=verify-full | {sslmode=verify-full}",
        "ssl=true&sslmode=disable | {sslmode=disable}",
        "requiressl=1 | {sslmode=require}",
        "requiressl=0 | {}",
        "sslrootcert=system | {sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory,"
            + " sslmode=verify-full}",
        "sslmode=disable&sslrootcert=/not/there&sslcert=/nor/this&sslkey=/nor/that"
            + " | {sslcert=/nor/this, sslkey=/nor/that, sslmode=disable, sslrootcert=/not/there}",
        "sslpassword=p | {sslpassword=p}",
        "sslnegotiation=direct | {sslNegotiation=direct}",
        "channel_binding=require | {channelBinding=require}",
        "require_auth=scram-sha-256,md5 | {requireAuth=scram-sha-256,md5}",
        "connect_timeout=7 | {connectTimeout=7}",
        "connect_timeout=-1 | {connectTimeout=0}",
        "timeout=7 | {connectTimeout=7}",
        "application_name=a&fallback_application_name=b | {ApplicationName=a}",
        "fallback_application_name=b | {ApplicationName=b}",
        "options=-c%20search_path%3Da,b | {options=-c search_path=a,b}",
        "target_session_attrs=any | {targetServerType=any}",
        "target_session_attrs=read-write | {targetServerType=primary}",
        "target_session_attrs=primary | {targetServerType=primary}",
        "target_session_attrs=standby | {targetServerType=secondary}",
        "target_session_attrs=prefer-standby | {targetServerType=preferSecondary}",
        "load_balance_hosts=random | {loadBalanceHosts=true}",
        "keepalives=1&keepalives_idle=5&keepalives_interval=5&keepalives_count=3"
            + " | {tcpKeepAlive=true}",
        "keepalives=0&tcp_user_timeout=3 | {tcpKeepAlive=false}",
        "gssencmode=disable | {gssEncMode=disable}",
        "krbsrvname=pg&gsslib=gssapi | {gsslib=gssapi, kerberosServerName=pg}",
        "client_encoding=utf8 | {}",
        "client_encoding=UTF-8 | {}",
        "sslmode= | {}",
        "prepared_statement_cache_size=0 | {prepareThreshold=0}",
        "prepared_statement_cache_size=500 | {}",
        "prepareThreshold=3&socketTimeout=9 | {prepareThreshold=3, socketTimeout=9}",
        "currentSchema=pics&ApplicationName=x | {ApplicationName=x, currentSchema=pics}",
        "autosave=conservative | {autosave=conservative}",
      })
  void turnsAParameterIntoThatOfPgjdbc(String query, String properties) {
    assertThat(properties("postgresql://h/d?" + query)).hasToString(properties);
  }

  @Test
  void sslTrueVerifiesForJdbcAlone() {
    assertThat(properties("jdbc:postgresql://h/d?ssl=true")).hasToString("{sslmode=verify-full}");
    assertThat(properties("jdbc:postgresql://h/d?ssl=false")).hasToString("{sslmode=prefer}");
    assertThat(properties("postgresql+asyncpg://h/d?ssl=require")).hasToString("{sslmode=require}");
  }

  @Test
  void everyPropertyThatIsMadeIsOneOfPgjdbc() {
    Properties made =
        DatabaseUrl.parse(
                "postgresql://u:p@h/d?sslrootcert=system&channel_binding=prefer&require_auth=md5"
                    + "&sslnegotiation=direct&gssencmode=prefer&krbsrvname=k&options=o"
                    + "&application_name=a&connect_timeout=1&target_session_attrs=any"
                    + "&load_balance_hosts=disable&keepalives=1&statement_cache_size=0"
                    + "&sslpassword=p")
            .properties();

    assertThat(made.stringPropertyNames())
        .hasSize(17)
        .allSatisfy(name -> assertThat(PGProperty.forName(name)).isNotNull());
  }

  @ParameterizedTest(name = "?{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "sslmode=on | the parameter sslmode must be one of disable, allow, prefer, require,"
            + " verify-ca, verify-full.",
        "ssl=maybe | the parameter ssl must be one of disable, allow, prefer, require, verify-ca,"
            + " verify-full.",
        "sslmode=prefer&sslrootcert=system | the parameter sslrootcert=system needs"
            + " sslmode=verify-full.",
        "channel_binding=yes | the parameter channel_binding must be one of disable, prefer,"
            + " require.",
        "connect_timeout=soon | the parameter connect_timeout is not a whole number of seconds.",
        "target_session_attrs=best | the parameter target_session_attrs must be one of any,"
            + " prefer-standby, primary, read-only, read-write, standby.",
        "keepalives=yes | the parameter keepalives must be one of 0, 1.",
        "client_encoding=latin1 | the parameter client_encoding is not utf8; Lince speaks UTF-8"
            + " only.",
        "service=pics | the parameter service is not supported: give host, port and database in"
            + " the URL.",
        "passfile=/x | the parameter passfile is not supported: name the file in the environment"
            + " variable PGPASSFILE.",
        "sslcrl=/x | the parameter sslcrl is not supported: certificate revocation lists are not"
            + " read.",
        "sslmod=require | the parameter sslmod is not known; those of libpq that have a meaning in"
            + " Java and those of pgjdbc are allowed.",
        "autosave=often | the parameter autosave must be one of always, never, conservative.",
        "hostaddr=10.0.0.7 | the parameter hostaddr stands beside a host; give one of them.",
      })
  void refusesAParameterByItsName(String query, String sentence) {
    assertThatExceptionOfType(DatabaseUrlRefused.class)
        .isThrownBy(() -> DatabaseUrl.parse("postgresql://h/d?" + query))
        .withMessage(sentence)
        .withNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replication=database",
        "protocolVersion=3",
        "PGHOST=x",
        "ssl_min_protocol_version=x"
      })
  void refusesWhatPgjdbcLacksOrLinceRestsOn(String query) {
    assertThatExceptionOfType(DatabaseUrlRefused.class)
        .isThrownBy(() -> DatabaseUrl.parse("postgresql://h/d?" + query))
        .withMessageContaining("is not known");
  }

  private static Map<Object, Object> properties(String text) {
    return new TreeMap<>(DatabaseUrl.parse(text).properties());
  }
}
