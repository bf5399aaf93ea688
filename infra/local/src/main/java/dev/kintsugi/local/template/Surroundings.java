package dev.kintsugi.local.template;

/** Where the stack pretends to stand: what the pseudo parameters say and every ARN is made of. */
public record Surroundings(String region, String account, String stackName) {
    public String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, region, account, resource);
    }

    /** The address of a queue; nothing listens there, it only names the queue as AWS would. */
    public String queueUrl(String name) {
        return "https://sqs.%s.amazonaws.com/%s/%s".formatted(region, account, name);
    }

    String pseudoParameter(String name) {
        return switch (name) {
            case "AWS::Region" -> region;
            case "AWS::AccountId" -> account;
            case "AWS::Partition" -> "aws";
            case "AWS::StackName" -> stackName;
            case "AWS::URLSuffix" -> "amazonaws.com";
            default -> throw new TemplateException("the pseudo parameter " + name + " is not known here");
        };
    }
}
