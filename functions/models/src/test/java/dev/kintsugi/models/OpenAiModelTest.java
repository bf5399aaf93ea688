package dev.kintsugi.models;

import dev.kintsugi.models.openai.Endpoint;
import dev.kintsugi.models.openai.OpenAiModel;

class OpenAiModelTest extends CodingModelContract {
    @Override
    ScriptedModel scripted(Timeouts timeouts) {
        return new ScriptedServer(new OpenAiDialect(), server -> open(server, timeouts));
    }

    static CarefulModel open(ScriptedHttp server, Timeouts timeouts) {
        return new CarefulModel(
                new OpenAiModel(Endpoint.parse(server.address() + "/v1"), "m", new Secret("sk-very-secret"), timeouts),
                Requests.FACTS,
                ScriptedServer.NO_WAITING);
    }
}
