package dev.kintsugi.models;

class CommandModelTest extends CodingModelContract {
    @Override
    ScriptedModel scripted(Timeouts timeouts) throws Exception {
        return new ScriptedCommand(timeouts);
    }
}
