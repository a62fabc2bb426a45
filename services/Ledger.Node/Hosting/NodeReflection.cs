using Grpc.Health.V1;
using Grpc.Reflection;
using Ledger.V1;
using Service = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Ledger.Node;

/// <summary>gRPC reflection of a node in development.</summary>
internal static class NodeReflection
{
    /// <summary>
    /// Adds reflection over every service of the node. gRPC's own search goes by the classes it maps, and finds no service that
    /// reads requests in their one encoding.
    /// </summary>
    public static IServiceCollection AddNodeReflection(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ReflectionServiceImpl(Services(provider)));
        services.AddSingleton(provider => new ReflectionV1ServiceImpl(Services(provider)));
        return services.AddGrpcReflection();
    }

    private static IEnumerable<Service> Services(IServiceProvider provider) =>
        provider.GetServices<Service>().Append(NodeService.Descriptor).Append(Health.Descriptor);
}
