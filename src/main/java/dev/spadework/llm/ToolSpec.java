package dev.spadework.llm;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool as the model is told of it.
 *
 * @param parametersSchema JSON schema of the arguments, of type object; sent as it is, the order of
 *     its properties included
 */
public record ToolSpec(String name, String description, JsonNode parametersSchema) {}
