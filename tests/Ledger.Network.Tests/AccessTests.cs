using System.Security.Cryptography;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using Ledger.Node;
using Ledger.V1;

namespace Ledger.Network.Tests;

[Collection(Networks.Collection)]
public sealed class AccessTests : IAsyncDisposable
{
    // No message of any type: whoever may call hears of the bytes, and nothing is done.
    private static readonly byte[] Malformed = [0xFF];
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static bytes => bytes, static bytes => bytes);

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;

    public AccessTests() => network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 600_000)]
    public async Task Each_call_of_each_node_is_for_those_listed_and_refused_to_every_other()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        foreach (var department in AllowedCallers.OwnService.Keys)
        {
            using var callers = new Callers(network, department);
            foreach (var name in callers.Names)
            {
                using var channel = callers.Connect(name);
                foreach (var method in ServedBy(department))
                    await TryAsync(channel, method, name, callers.Certificate(name)?.RawData);
                foreach (var method in AllowedCallers.ForEveryone)
                    Assert.Empty(AccessFailures(await StatusAsync(channel, method)));
            }
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task The_list_of_who_may_call_covers_every_method_that_is_served()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        foreach (var department in AllowedCallers.OwnService.Keys)
        {
            var listed = ServedBy(department).Concat(AllowedCallers.ForEveryone).Order(StringComparer.Ordinal);
            Assert.Equal(listed, network.Host(department).Methods.Order(StringComparer.Ordinal));
        }
    }

    [Theory(Timeout = 600_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reflection_shows_every_service_in_development_and_is_not_there_otherwise(bool development)
    {
        await using var node = await NodeHost.StartAsync(network.Node(LocalMember.Tax) with { Development = development }, new NodeEnvironment(), Ct);
        using var callers = new Callers(network, LocalMember.Tax);
        using var channel = callers.Connect(Callers.Operator);

        if (!development)
        {
            foreach (var method in AllowedCallers.ByMethod.Keys.Where(static name => name.StartsWith("/grpc.reflection.", StringComparison.Ordinal)))
                Assert.Equal(StatusCode.Unimplemented, (await StatusAsync(channel, method)).StatusCode);
            return;
        }

        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(cancellationToken: Ct);
        var services = await AskAsync(call, new ServerReflectionRequest { ListServices = "" });
        Assert.Subset(
            services.ListServicesResponse.Service.Select(static service => service.Name).ToHashSet(StringComparer.Ordinal),
            ServedBy(LocalMember.Tax).Where(static name => name.StartsWith("/ledger.", StringComparison.Ordinal)).Select(static name => name.Split('/')[1])
                .ToHashSet(StringComparer.Ordinal));
        var file = await AskAsync(call, new ServerReflectionRequest { FileContainingSymbol = "ledger.v1.TaxService" });
        Assert.Contains(TaxService.Descriptor.File.SerializedData, file.FileDescriptorResponse.FileDescriptorProto);
    }

    private static async Task<ServerReflectionResponse> AskAsync(
        AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call, ServerReflectionRequest request)
    {
        await call.RequestStream.WriteAsync(request, Ct);
        Assert.True(await call.ResponseStream.MoveNext(Ct));
        return call.ResponseStream.Current;
    }

    private static IEnumerable<string> ServedBy(string department) => AllowedCallers.ByMethod.Keys.Where(method =>
        method.StartsWith(AllowedCallers.OwnService[department], StringComparison.Ordinal)
        || !AllowedCallers.OwnService.Values.Any(own => method.StartsWith(own, StringComparison.Ordinal)));

    private static async Task TryAsync(GrpcChannel channel, string method, string caller, byte[]? certificate)
    {
        var status = await StatusAsync(channel, method);
        var failures = AccessFailures(status);
        if (AllowedCallers.ByMethod[method].Contains(caller, StringComparer.Ordinal))
        {
            Assert.True(
                failures.Count == 0 && status.StatusCode is not (StatusCode.PermissionDenied or StatusCode.Unauthenticated or StatusCode.Unimplemented),
                $"{caller} may call {method}: {status.Status}");
            return;
        }

        var expected = Callers.IsUnknown(caller) ? StatusCode.Unauthenticated : StatusCode.PermissionDenied;
        Assert.True(status.StatusCode == expected && failures.Count == 1, $"{caller} may not call {method}: {status.Status}");
        Assert.Equal(certificate is null ? "" : Convert.ToHexStringLower(SHA256.HashData(certificate)), failures[0].Certificate);
        Assert.NotEmpty(failures[0].MessageZh);
        Assert.NotEmpty(failures[0].MessageEn);
    }

    private static List<AccessFailure> AccessFailures(RpcException status) =>
        [.. (status.GetRpcStatus()?.Details ?? []).Where(static detail => detail.Is(AccessFailure.Descriptor))
            .Select(static detail => detail.Unpack<AccessFailure>())];

    /// <summary>How a call ends that sends no message of its type. A call of any kind may be made like this: on the wire they do not differ.</summary>
    private static async Task<RpcException> StatusAsync(GrpcChannel channel, string method)
    {
        var parts = method.Split('/');
        using var call = channel.CreateCallInvoker().AsyncServerStreamingCall(
            new Method<byte[], byte[]>(MethodType.ServerStreaming, parts[1], parts[2], Bytes, Bytes), null, new CallOptions(cancellationToken: Ct), Malformed);
        return await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Ct));
    }
}
