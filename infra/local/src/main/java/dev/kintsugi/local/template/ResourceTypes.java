package dev.kintsugi.local.template;

/** The resource types that the embedded cloud stands in for. */
final class ResourceTypes {
    static final String API = "AWS::Serverless::Api";
    static final String FUNCTION = "AWS::Serverless::Function";
    static final String MACHINE = "AWS::Serverless::StateMachine";
    static final String QUEUE = "AWS::SQS::Queue";
    static final String RULE = "AWS::Events::Rule";
    static final String TABLE = "AWS::DynamoDB::Table";
    static final String BUILDS = "AWS::CodeBuild::Project";

    private ResourceTypes() {}
}
