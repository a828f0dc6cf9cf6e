package dev.lince.app.http;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A description of the API, which can be held against OpenAPI 3.1, and values against it.
 *
 * <p>OpenAPI's own schema leaves open what a schema is; here that is JSON Schema 2020-12 with
 * OpenAPI's few additions and no other keyword, so that a misspelt one does not pass.
 */
record Description(ObjectNode document) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SCHEMA_OBJECT = "https://lince.invalid/schema-object";
  private static final String OF_SCHEMAS =
      """
      {
        "$id": "%s",
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$dynamicAnchor": "meta",
        "$ref": "https://json-schema.org/draft/2020-12/schema",
        "properties": {"example": true, "discriminator": true, "externalDocs": true, "xml": true},
        "unevaluatedProperties": false
      }
      """
          .formatted(SCHEMA_OBJECT);
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry
                  .schemas(Map.of(SCHEMA_OBJECT, OF_SCHEMAS))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
  private static final Schema OPEN_API = openApi();

  private static Schema openApi() {
    ObjectNode schema = read("openapi-3.1/schema.json");
    ((ObjectNode) schema.get("$defs")).putObject("schema").put("$ref", SCHEMA_OBJECT);
    return REGISTRY.getSchema(schema);
  }

  /** The one that a server sends. */
  static Description shipped() {
    return new Description(read("openapi.json"));
  }

  private static ObjectNode read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Description.class.getResourceAsStream(resource), resource)) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with it by OpenAPI 3.1. */
  List<String> faults() {
    return faults(OPEN_API, document);
  }

  /** What is wrong with a value by one of its schemas. */
  List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode alone = JSON.createObjectNode();
    alone.putArray("allOf").add(schema);
    alone.set("components", document.get("components"));
    return faults(REGISTRY.getSchema(alone), value);
  }

  private static List<String> faults(Schema schema, JsonNode value) {
    return schema.validate(value).stream()
        .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
        .toList();
  }

  /** What a node says itself or refers to. */
  JsonNode follow(JsonNode node) {
    JsonNode at = node;
    while (at.has("$ref")) {
      at = document.requiredAt(at.get("$ref").stringValue().substring(1));
    }
    return at;
  }

  /** All calls, in the order of the document. */
  List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (var path : document.get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        calls.add(
            new Call(
                this, method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
      }
    }
    return calls;
  }
}
