namespace Slipway.Lab.Clouds.Aws;

/// <summary>What AWS says, in its own words.</summary>
internal static class AwsErrors
{
    /// <summary>That there is no such object.</summary>
    public static string NotFound(string type, string id) => type switch
    {
        "aws:ec2/vpc:Vpc" => $"InvalidVpcID.NotFound: The vpc ID '{id}' does not exist",
        "aws:ec2/subnet:Subnet" => $"InvalidSubnetID.NotFound: The subnet ID '{id}' does not exist",
        "aws:ec2/internetGateway:InternetGateway" => $"InvalidInternetGatewayID.NotFound: The internetGateway ID '{id}' does not exist",
        "aws:ec2/routeTable:RouteTable" => $"InvalidRouteTableID.NotFound: The routeTable ID '{id}' does not exist",
        "aws:ec2/natGateway:NatGateway" => $"NatGatewayNotFound: The Nat Gateway {id} was not found",
        "aws:ec2/eip:Eip" => $"InvalidAllocationID.NotFound: The allocation ID '{id}' does not exist",
        "aws:ec2/securityGroup:SecurityGroup" => $"InvalidGroup.NotFound: The security group '{id}' does not exist",
        "aws:eks/cluster:Cluster" => $"ResourceNotFoundException: No cluster found for name: {id}.",
        "aws:iam/role:Role" when id.StartsWith("arn:", StringComparison.Ordinal) =>
            $"InvalidParameterException: Role with arn: {id}, could not be assumed because it does not exist or the trusted entity is not correct",
        "aws:iam/role:Role" => $"NoSuchEntity: The role with name {id} cannot be found.",
        "aws:ec2/launchTemplate:LaunchTemplate" =>
            $"InvalidLaunchTemplateId.NotFound: The specified launch template, with template ID {id}, does not exist.",
        "aws:ec2/vpcEndpoint:VpcEndpoint" => $"InvalidVpcEndpointId.NotFound: The Vpc Endpoint Id '{id}' does not exist",
        "aws:ecr/repository:Repository" => $"RepositoryNotFoundException: The repository with name '{id}' does not exist in the registry",
        "aws:iam/policy:Policy" => $"NoSuchEntity: Policy {id} does not exist or is not attachable.",
        "aws:kms/key:Key" => $"NotFoundException: Key '{id}' does not exist",
        "aws:s3/bucket:Bucket" => $"NoSuchBucket: The specified bucket does not exist: {id}",
        _ => $"ResourceNotFoundException: there is no {type.Split(':')[2]} '{id}'",
    };
}
