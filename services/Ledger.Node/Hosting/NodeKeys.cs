using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Node;

/// <summary>
/// Genesis and everything secret that a node's configuration names, read and compared with each other: a node never starts
/// with another ledger's genesis, another department's certificate, or keys in each other's place.
/// </summary>
internal sealed class NodeKeys : IDisposable
{
    private const string OrganisationalUnit = "2.5.4.11";

    private NodeKeys(
        GenesisBlock genesis, Member member, X509Certificate2 tls, X509Certificate2 node, Cosigner cosigner, LogSigner log,
        IReadOnlyDictionary<uint, byte[]> consortium)
    {
        Genesis = genesis;
        Member = member;
        Tls = tls;
        Node = node;
        NodeKey = node.GetECDsaPrivateKey()!;
        Cosigner = cosigner;
        LogSigner = log;
        Consortium = consortium;
    }

    /// <summary>Block 0, of the configured hash.</summary>
    public GenesisBlock Genesis { get; }

    /// <summary>The node's own organisation.</summary>
    public Member Member { get; }

    /// <summary>Server certificate with its key.</summary>
    public X509Certificate2 Tls { get; }

    /// <summary>Certificate of role <c>node</c> with its key.</summary>
    public X509Certificate2 Node { get; }

    /// <summary>Key of <see cref="Node"/>: signs the department's envelopes.</summary>
    public ECDsa NodeKey { get; }

    /// <summary>Cosigner key.</summary>
    public Cosigner Cosigner { get; }

    /// <summary>Log key.</summary>
    public LogSigner LogSigner { get; }

    /// <summary>Consortium keys by epoch.</summary>
    public IReadOnlyDictionary<uint, byte[]> Consortium { get; }

    /// <summary>Reads all of it.</summary>
    /// <exception cref="NodeConfigurationException">A file is absent, malformed or open to others, or two do not belong together.</exception>
    public static NodeKeys Read(NodeConfiguration configuration)
    {
        var genesis = ReadGenesis(configuration);
        var member = CheckMembers(configuration, genesis.Genesis);
        var log = NoteKeyFile.ReadLog(configuration.LogKey);
        var cosigner = NoteKeyFile.ReadCosigner(configuration.CosignerKey);
        if (log.Key.Name != genesis.Origin)
        {
            throw Fault(
                configuration.LogKey,
                "",
                log.Key.Name,
                $"日志密钥的名称应为账本名 {genesis.Origin}；请换用本账本的密钥。",
                $"a log key's name is the ledger's, {genesis.Origin}; use this ledger's key.");
        }

        var consortium = ConsortiumKeyFile.Read(configuration.ConsortiumKeys);
        if (!genesis.Genesis.ConsortiumKeyCheck.IsEmpty && !genesis.Genesis.ConsortiumKeyCheck.Span.SequenceEqual(ConsortiumKeyCheck.Of(1, consortium[1])))
        {
            throw Fault(
                configuration.ConsortiumKeys,
                "epoch 1",
                "",
                "第 1 期密钥不是本账本创世所载的联盟密钥；请从其他部门的节点复制该文件。",
                "the key of epoch 1 is not the consortium key that genesis of this ledger names; copy the file from another department's node.");
        }

        var tls = ReadCertificate(configuration.Tls, member, null);
        try
        {
            return new NodeKeys(genesis, member, tls, ReadCertificate(configuration.Node, member, "node"), cosigner, log, consortium);
        }
        catch
        {
            tls.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NodeKey.Dispose();
        Node.Dispose();
        Tls.Dispose();
    }

    /// <summary>Genesis of the configured hash.</summary>
    /// <exception cref="NodeConfigurationException">The file is absent, has another hash, or is not in order.</exception>
    public static GenesisBlock ReadGenesis(NodeConfiguration configuration)
    {
        try
        {
            return GenesisBlock.Load(File.ReadAllBytes(configuration.Genesis.File), Convert.FromHexString(configuration.Genesis.Sha256));
        }
        catch (GenesisException e)
        {
            throw Fault(
                configuration.File,
                "genesis.sha256",
                configuration.Genesis.Sha256,
                $"创世文件 {configuration.Genesis.File} 与此散列不符或无效；请向其他部门核对两者（{e.Message}）。",
                $"the genesis file {configuration.Genesis.File} has another hash or is not in order; check both with the other departments ({e.Message})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(
                configuration.File,
                "genesis.file",
                configuration.Genesis.File,
                $"读不到创世文件（{e.Message}）。",
                $"the genesis file can't be read ({e.Message}).");
        }
    }

    private static Member CheckMembers(NodeConfiguration configuration, Genesis genesis)
    {
        var member = genesis.Members.FirstOrDefault(m => m.Organisation == configuration.Organisation);
        if (member is null || genesis.Peers.All(p => p.Organisation != configuration.Organisation))
        {
            throw Fault(
                configuration.File,
                "organisation",
                configuration.Organisation,
                $"创世中没有该机构的节点；已有：{Names(genesis)}。",
                $"genesis lists no node of this organisation; it lists {Names(genesis)}.");
        }

        if (member.Department != configuration.Department)
        {
            throw Fault(
                configuration.File,
                "department",
                configuration.Department,
                $"创世中机构 {member.Organisation} 属于 {member.Department}；请改正。",
                $"genesis says that {member.Organisation} is of {member.Department}; correct it.");
        }

        foreach (var (index, peer) in configuration.Peers.Index())
        {
            if (genesis.Peers.All(p => p.Organisation != peer.Organisation))
            {
                throw Fault(
                    configuration.File,
                    $"peers[{index}].organisation",
                    peer.Organisation,
                    $"创世中没有该机构的节点；已有：{Names(genesis)}。",
                    $"genesis lists no node of this organisation; it lists {Names(genesis)}.");
            }
        }

        return member;
    }

    private static string Names(Genesis genesis) => string.Join(", ", genesis.Peers.Select(p => p.Organisation));

    private static X509Certificate2 ReadCertificate(CertificateFiles files, Member member, string? role)
    {
        var certificate = CertificateKey.Read(files);
        var fault = Judge(certificate, files.Certificate, member, role);
        if (fault is null)
            return certificate;
        certificate.Dispose();
        throw new NodeConfigurationException(fault);
    }

    private static NodeFault? Judge(X509Certificate2 certificate, string file, Member member, string? role)
    {
        if (!CertificateIdentity.TryParse(certificate.RawData, out var identity, out var reason)
            || !CertificateIdentity.TryParse(member.RootCertificate.Span, out var root, out reason))
        {
            return new NodeFault(file, "", "", $"证书不可用：{reason}。", $"the certificate can't be used: {reason}.");
        }

        if (!identity.IsIssuedBy(root))
        {
            return new NodeFault(
                file,
                "",
                identity.Subject,
                $"不是机构 {member.Organisation} 的根证书所签发；其他节点不会接受。",
                $"not issued by the root of {member.Organisation}; no other node would accept it.");
        }

        var units = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(name => !name.HasMultipleElements && name.GetSingleElementType().Value == OrganisationalUnit)
            .Select(name => name.GetSingleElementValue());
        return role is null || units.SequenceEqual([role], StringComparer.Ordinal)
            ? null
            : new NodeFault(file, "", identity.Subject, $"证书主体应恰有一个 OU={role}。", $"the certificate's subject should have exactly one OU, {role}.");
    }

    private static NodeConfigurationException Fault(string file, string field, string value, string zh, string en) =>
        new(new NodeFault(file, field, value, zh, en));
}
