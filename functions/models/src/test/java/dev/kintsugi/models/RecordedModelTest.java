package dev.kintsugi.models;

class RecordedModelTest extends CodingModelContract {
    @Override
    ScriptedModel scripted(Timeouts timeouts) throws Exception {
        return new ScriptedFolder();
    }
}
