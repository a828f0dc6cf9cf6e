# Lince in a container: docker build -t lince . && docker run -p 127.0.0.1:8000:8000 -v "$PWD/photos:/images:ro" -v lince:/data lince serve /images
# BUILD needs a JDK 25, RUNTIME a Java 25, bash and apt (Debian, Ubuntu); both a glibc (not musl).
ARG BUILD=eclipse-temurin:25-jdk
ARG RUNTIME=eclipse-temurin:25-jre

FROM ${BUILD} AS build
WORKDIR /src
# What changes seldom comes first, so that the libraries are fetched once and not at every change of the sources.
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY core/pom.xml core/
COPY stores/lucene/pom.xml stores/lucene/
COPY stores/pgvector/pom.xml stores/pgvector/
COPY app/pom.xml app/
COPY benchmarks/pom.xml benchmarks/
COPY core/src/main core/src/main
COPY stores/lucene/src/main stores/lucene/src/main
COPY stores/pgvector/src/main stores/pgvector/src/main
COPY app/src/main app/src/main
COPY app/src/assembly app/src/assembly
COPY lince lince.cmd .env.example LICENSE README.md README.es.md CHANGELOG.md CONTRIBUTING.md ./
COPY docs docs
COPY example_images example_images
# The image holds what the zip holds, the list of its parts (lince.cdx.json) too.
RUN ./mvnw -B -ntp -q -Dmaven.test.skip=true -pl app -am pre-integration-test
RUN cd /opt && jar --extract --file /src/app/target/lince-*.zip && mv lince-* lince && chmod 0755 lince/lince

FROM ${RUNTIME}
# For HEIC and AVIF pictures; where a distribution keeps their decoders apart, these two.
RUN apt-get -qq update \
    && apt-get -qq install -y --no-install-recommends libheif1 \
        $(apt-cache pkgnames libheif-plugin-libde265) $(apt-cache pkgnames libheif-plugin-dav1d) \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home lince \
    && mkdir -p /data /images && chown lince /data
WORKDIR /opt/lince
COPY --from=build /opt/lince ./
# Two training runs, whose caches halve the time of a start; they fit this image's Java and no other.
RUN ./lince prepare
# A C locale would make every name beyond ASCII unreadable to Java.
ENV LC_ALL=C.UTF-8 LINCE_HOST=0.0.0.0 LINCE_PORT=8000 LINCE_DATA=/data HF_HOME=/data/models ORT_DISABLE_TELEMETRY=1 \
    LINCE_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp
USER lince
VOLUME /data
EXPOSE 8000
# A start waits up to a minute for a database.
HEALTHCHECK --interval=10s --timeout=3s --start-period=90s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${LINCE_PORT} && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200'* ]]"]
ENTRYPOINT ["/opt/lince/lince"]
CMD ["serve"]
