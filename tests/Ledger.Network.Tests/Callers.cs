using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace Ledger.Network.Tests;

/// <summary>
/// Everyone who may try to call a node, by the part it plays there: its own people, the other departments', a bank's, the
/// auditor's, and who should not be let in at all.
/// </summary>
internal sealed class Callers : IDisposable
{
    public const string Nobody = "none";
    public const string Operator = "operator";
    public const string OtherOperator = "operator of another department";
    public const string Bank = "operator of a bank";
    public const string Auditor = "operator of the audit office";
    public const string Administrator = "administrator";
    public const string OtherAdministrator = "administrator of another department";
    public const string BankAdministrator = "administrator of a bank";
    public const string OwnNode = "node";
    public const string OtherNode = "node of another department";

    private readonly Dictionary<string, X509Certificate2?> certificates;
    private readonly Uri address;

    public Callers(LocalNetwork network, string department)
    {
        address = network.Address(department);
        var now = TimeProvider.System.GetUtcNow();
        var other = department == LocalMember.Tax ? LocalMember.Finance : LocalMember.Tax;
        using var own = network.Authority(department, TimeProvider.System);
        using var neighbour = network.Authority(other, TimeProvider.System);
        using var bank = network.Authority(LocalMember.BankA, TimeProvider.System);
        using var audit = network.Authority(LocalMember.Audit, TimeProvider.System);
        using var stranger = CertificateAuthority.Create(department, now);
        certificates = new(StringComparer.Ordinal)
        {
            [Nobody] = null,
            ["expired"] = own.Issue(CertificateRole.Operator, "expired", now.AddHours(-2), now.AddHours(-1)),
            ["expired administrator"] = own.Issue(CertificateRole.Administrator, "expired", now.AddHours(-2), now.AddHours(-1)),
            ["foreign"] = stranger.Issue(CertificateRole.Operator, "foreign"),
            ["foreign node"] = stranger.Issue(CertificateRole.Node, "foreign"),
            ["server"] = own.Issue(CertificateRole.Server, "server"),
            [Operator] = own.Issue(CertificateRole.Operator, "clerk"),
            [OtherOperator] = neighbour.Issue(CertificateRole.Operator, "clerk"),
            [Bank] = bank.Issue(CertificateRole.Operator, "officer"),
            [Auditor] = audit.Issue(CertificateRole.Operator, "auditor"),
            [Administrator] = own.Issue(CertificateRole.Administrator, "administrator"),
            [OtherAdministrator] = neighbour.Issue(CertificateRole.Administrator, "administrator"),
            [BankAdministrator] = bank.Issue(CertificateRole.Administrator, "administrator"),
            [OwnNode] = own.Issue(CertificateRole.Node, "node"),
            [OtherNode] = neighbour.Issue(CertificateRole.Node, "node"),
            ["node of a bank"] = bank.Issue(CertificateRole.Node, "node"),
            ["administrator of the audit office"] = audit.Issue(CertificateRole.Administrator, "administrator"),
            ["signer"] = own.Issue(CertificateRole.Signer, "signer"),
            ["signer of a bank"] = bank.Issue(CertificateRole.Signer, "signer"),
        };
    }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<string> Names => certificates.Keys;

    /// <summary>Whether the certificate proves nobody, whatever is called.</summary>
    public static bool IsUnknown(string name) => name is Nobody or "expired" or "expired administrator" or "foreign" or "foreign node" or "server";

    public X509Certificate2? Certificate(string name) => certificates[name];

    /// <summary>A connection of one of them to the node.</summary>
    public GrpcChannel Connect(string name)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        if (certificates[name] is { } certificate)
        {
            handler.SslOptions.ClientCertificateContext = System.Net.Security.SslStreamCertificateContext.Create(
                certificate, additionalCertificates: null, offline: true);
        }

        return GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }

    public void Dispose()
    {
        foreach (var certificate in certificates.Values)
            certificate?.Dispose();
    }
}
