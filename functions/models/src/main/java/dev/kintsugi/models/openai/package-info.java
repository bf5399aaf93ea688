/** Servers that speak OpenAI's chat completions: Ollama, vLLM, llama.cpp and OpenAI itself. */
@NullMarked
package dev.kintsugi.models.openai;

import org.jspecify.annotations.NullMarked;
