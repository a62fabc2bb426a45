using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Ledger.Client;
using Ledger.Log;
using Ledger.Node;
using Ledger.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Network;

/// <summary>The administrator of one department's node: its status, governance acts, checks of its stores.</summary>
public sealed class LocalAdministrator : IDisposable
{
    private const string Service = "/ledger.v1.AdministrationService/";

    private readonly ClientProfile profile;
    private readonly TimeProvider clock;
    private readonly X509Certificate2 certificate;
    private readonly X509Certificate2 root;
    private readonly ECDsa key;
    private readonly GrpcChannel channel;
    private readonly AdministrationService.AdministrationServiceClient calls;

    /// <summary>Opens a channel to the administrator's own node.</summary>
    /// <param name="profile">Profile with a certificate of role administrator.</param>
    /// <param name="clock">Dates the requests.</param>
    public LocalAdministrator(ClientProfile profile, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(profile);
        this.profile = profile;
        this.clock = clock;
        var service = profile.Services[profile.Department];
        certificate = CertificateKey.Read(new CertificateFiles(profile.PathOf(profile.Certificate), profile.PathOf(profile.Key)));
        key = certificate.GetECDsaPrivateKey()!;
        root = X509CertificateLoader.LoadCertificateFromFile(profile.PathOf(profile.Roots[service.Organisation]));
        channel = NodeChannel.Open(service.Address, certificate, root, NullLoggerFactory.Instance);
        calls = new AdministrationService.AdministrationServiceClient(channel);
    }

    /// <summary>How the node fares.</summary>
    /// <param name="ct">Gives up.</param>
    public async Task<NodeStatusReply> GetStatusAsync(CancellationToken ct) =>
        await calls.GetStatusAsync(new NodeStatusRequest(), cancellationToken: ct);

    /// <summary>Has the department's node sign and submit a governance event.</summary>
    /// <param name="e">E.g. <see cref="RevokeCertificate"/>.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="RpcException">Refused, or the node can't be reached.</exception>
    public async Task<WriteReply> ProposeAsync(IMessage e, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(e);
        var request = new ProposeRequest { Context = NewContext(), Type = e.Descriptor.FullName, Body = e.ToByteString() };
        return await calls.ProposeAsync(request, Sign(nameof(calls.Propose), request), cancellationToken: ct);
    }

    /// <summary>Has the department's node approve a proposal that is on the ledger.</summary>
    /// <param name="proposal">Leaf hash of the proposing entry, 32 bytes.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="RpcException">Refused, or the node can't be reached.</exception>
    public async Task<WriteReply> ApproveAsync(byte[] proposal, CancellationToken ct)
    {
        var request = new ApproveRequest { Context = NewContext(), Proposal = ByteString.CopyFrom(proposal) };
        return await calls.ApproveAsync(request, Sign(nameof(calls.Approve), request), cancellationToken: ct);
    }

    /// <summary>Has the node compare every record of the department with the ledger.</summary>
    /// <param name="ct">Gives up.</param>
    /// <returns>Every fault found, then the closing message with the number of records checked.</returns>
    public async Task<IReadOnlyList<RecordFault>> CheckRecordsAsync(CancellationToken ct)
    {
        using var call = calls.CheckRecords(new CheckRecordsRequest(), cancellationToken: ct);
        return await call.ResponseStream.ReadAllAsync(ct).ToListAsync(ct);
    }

    /// <summary>Has the node read its peer's whole store.</summary>
    /// <param name="ct">Gives up.</param>
    /// <returns>Every fault found, then the closing message with the number of blocks checked.</returns>
    public async Task<IReadOnlyList<StoreFault>> VerifyStoreAsync(CancellationToken ct)
    {
        using var call = calls.VerifyStore(new VerifyStoreRequest(), cancellationToken: ct);
        return await call.ResponseStream.ReadAllAsync(ct).ToListAsync(ct);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        channel.Dispose();
        key.Dispose();
        certificate.Dispose();
        root.Dispose();
    }

    private RequestContext NewContext() => new()
    {
        Id = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32)),
        TimeMs = (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private Metadata Sign(string method, IMessage request) => new()
    {
        { RequestSignature.SignatureHeader, RequestSignature.Sign(new EcdsaSigner(key), profile.Origin, Service + method, request.ToByteArray()) },
        { RequestSignature.OperatorHeader, certificate.GetCertHash(HashAlgorithmName.SHA256) },
    };
}
