using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Node;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>
/// Makes everything a local network needs before its first start: an authority per organisation, the departments' keys,
/// genesis, policy, the nodes' configurations and a profile per user.
/// </summary>
internal sealed class LocalNetworkBuilder : IDisposable
{
    // Not "localhost": that may mean ::1 first, where another program may listen on the same port.
    private const string Host = "127.0.0.1";

    private readonly LocalNetworkOptions options;
    private readonly NetworkLayout layout;
    private readonly DateTimeOffset now;
    private readonly byte[] consortiumKey = RandomNumberGenerator.GetBytes(UnitKeys.KeySize);
    private readonly Dictionary<string, CertificateAuthority> authorities;
    private readonly Dictionary<string, int> ports;
    private readonly List<(string Organisation, X509Certificate2 Certificate)> signers = [];
    private readonly List<PeerKeys> peers = [];

    private LocalNetworkBuilder(LocalNetworkOptions options, NetworkLayout layout)
    {
        this.options = options;
        this.layout = layout;
        now = options.Clock.GetUtcNow();
        authorities = LocalMember.All.ToDictionary(
            m => m.Organisation, m => CertificateAuthority.Create(m.Organisation, now), StringComparer.Ordinal);
        ports = LocalMember.Departments
            .Zip(FreePorts.Find(LocalMember.Departments.Count))
            .ToDictionary(p => p.First.Organisation, p => p.Second, StringComparer.Ordinal);
    }

    /// <summary>Makes the network's folder. It appears whole or not at all.</summary>
    /// <exception cref="IOException">The folder exists, or can't be written.</exception>
    public static void Build(LocalNetworkOptions options)
    {
        OwnerOnly.ForNewFiles();
        var folder = Path.GetFullPath(options.Folder);
        if (Path.Exists(folder))
            throw new IOException($"'{folder}' exists: start the network in it, remove it, or name another folder. / “{folder}”已存在：请启动其中的网络、删除它，或另选目录。");
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        var draft = $"{folder}.{Guid.NewGuid():n}.new";
        try
        {
            using (var builder = new LocalNetworkBuilder(options, new NetworkLayout(draft)))
                builder.Write();
            Directory.Move(draft, folder);
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var authority in authorities.Values)
            authority.Dispose();
        foreach (var (_, certificate) in signers)
            certificate.Dispose();
    }

    private void Write()
    {
        Directory.CreateDirectory(layout.Folder);
        foreach (var (organisation, authority) in authorities)
        {
            Directory.CreateDirectory(layout.Authority(organisation));
            authority.Root.Save(layout.Authority(organisation), "root");
        }

        var nodes = WriteNodeKeys();
        var banks = WriteBankSigners();
        var genesis = EntryCodec.Encode(MakeGenesis());
        File.WriteAllBytes(layout.Genesis, genesis);
        var genesisHash = Convert.ToHexStringLower(SHA256.HashData(genesis));
        File.WriteAllText(layout.Signers, string.Concat(signers.Select(s => s.Certificate.ExportCertificatePem() + "\n")));
        File.WriteAllText(
            layout.Policy,
            Policy.Write(
                peers.Select(p => VerifierKey.Parse(p.LogKey)),
                [.. peers.Select(p => KeyValuePair.Create(p.Organisation, VerifierKey.Parse(p.CosignerKey)))],
                options.Quorum));
        WriteNodes(nodes, genesis, genesisHash);
        foreach (var user in LocalUser.All)
            WriteProfile(user, banks.GetValueOrDefault(user.Organisation), genesisHash);
    }

    private Dictionary<string, (CertificateFiles Tls, CertificateFiles Node)> WriteNodeKeys()
    {
        var files = new Dictionary<string, (CertificateFiles Tls, CertificateFiles Node)>(StringComparer.Ordinal);
        foreach (var member in LocalMember.Departments)
        {
            var folder = layout.Node(member.Organisation);
            Directory.CreateDirectory(folder);
            using var tls = authorities[member.Organisation].Issue(CertificateRole.Server, Host);
            var node = authorities[member.Organisation].Issue(CertificateRole.Node, $"{member.Organisation} node");
            signers.Add((member.Organisation, node));
            files.Add(member.Organisation, (tls.Save(folder, "tls"), node.Save(folder, "node")));
            peers.Add(new PeerKeys
            {
                Organisation = member.Organisation,
                LogKey = NoteKeyFile.Create(Path.Combine(folder, "log.key"), options.Origin, SignatureType.Ed25519).ToString(),
                CosignerKey = NoteKeyFile.Create(
                    Path.Combine(folder, "cosigner.key"), $"{options.Origin}/{member.Organisation}", SignatureType.Cosignature).ToString(),
            });
        }

        return files;
    }

    private Dictionary<string, X509Certificate2> WriteBankSigners()
    {
        var banks = new Dictionary<string, X509Certificate2>(StringComparer.Ordinal);
        foreach (var member in LocalMember.All.Where(m => m.Lender))
        {
            var signer = authorities[member.Organisation].Issue(CertificateRole.Signer, $"{member.Organisation} signer");
            signers.Add((member.Organisation, signer));
            banks.Add(member.Organisation, signer);
        }

        return banks;
    }

    private Genesis MakeGenesis()
    {
        var genesis = new Genesis
        {
            Origin = options.Origin,
            TimeMs = (ulong)now.ToUnixTimeMilliseconds(),
            Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(EntryCodec.NonceSize)),
            Quorum = (uint)options.Quorum,
            Profile = options.Profile,
            ConsortiumKeyCheck = ByteString.CopyFrom(ConsortiumKeyCheck.Of(1, consortiumKey)),
        };
        genesis.Members.Add(LocalMember.All.OrderBy(m => m.Organisation, StringComparer.Ordinal).Select(m => new Member
        {
            Organisation = m.Organisation,
            Department = m.Department,
            CreditCode = m.CreditCode,
            Lender = m.Lender,
            RootCertificate = ByteString.CopyFrom(authorities[m.Organisation].Root.RawData),
        }));
        genesis.Signers.Add(signers
            .OrderBy(s => Convert.ToHexStringLower(KeyId(s.Certificate)), StringComparer.Ordinal)
            .Select(s => new SignerCertificate
            {
                Organisation = s.Organisation,
                Certificate = ByteString.CopyFrom(s.Certificate.RawData),
            }));
        genesis.Peers.Add(peers.OrderBy(p => p.Organisation, StringComparer.Ordinal));
        return genesis;
    }

    private static byte[] KeyId(X509Certificate2 certificate) => SignerKeyId.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    private void WriteNodes(
        Dictionary<string, (CertificateFiles Tls, CertificateFiles Node)> files, byte[] genesis, string genesisHash)
    {
        var consortium = Path.Combine(layout.Folder, "consortium.keys");
        ConsortiumKeyFile.Create(consortium, consortiumKey);
        var consortiumText = SecretFile.Read(consortium);
        // Only the departments' nodes hold this key; the copy it was dealt out from goes.
        File.Delete(consortium);
        var fabric = options.Fabric is { } service ? LocalFabric.Make(layout, service, SHA256.HashData(genesis)) : null;
        foreach (var member in LocalMember.Departments)
        {
            var folder = layout.Node(member.Organisation);
            var keys = Path.Combine(folder, "consortium.keys");
            SecretFile.Write(keys, consortiumText);
            var genesisFile = Path.Combine(folder, "genesis.bin");
            File.WriteAllBytes(genesisFile, genesis);
            var configuration = new NodeConfiguration
            {
                File = layout.NodeConfiguration(member.Organisation),
                Organisation = member.Organisation,
                Department = member.Department,
                DataFolder = Path.Combine(folder, "data"),
                Listen = new ListenAddress(Host, ports[member.Organisation]),
                Tls = files[member.Organisation].Tls,
                Node = files[member.Organisation].Node,
                CosignerKey = Path.Combine(folder, "cosigner.key"),
                LogKey = Path.Combine(folder, "log.key"),
                ConsortiumKeys = keys,
                Genesis = new GenesisFile(genesisFile, genesisHash),
                Ordering = options.Fabric is null ? options.Ordering : null,
                Fabric = fabric?.Access(member.Organisation),
                Peers = [.. LocalMember.Departments
                    .Where(other => other != member)
                    .Select(other => new PeerAddress(other.Organisation, Address(other.Organisation)))],
                QuorumWait = options.QuorumWait,
                Development = true,
            };
            configuration.Save(configuration.File);
            NewStoreWord.Give(configuration, "the network is founded");
        }
    }

    private void WriteProfile(LocalUser user, X509Certificate2? signer, string genesisHash)
    {
        var folder = layout.Profile(user.Name);
        Directory.CreateDirectory(Path.Combine(folder, "roots"));
        var member = LocalMember.All.Single(m => m.Organisation == user.Organisation);
        using (var certificate = authorities[user.Organisation].Issue(user.Role, user.Name))
            certificate.Save(folder, "certificate");
        signer?.Save(folder, "signer");
        File.Copy(layout.Policy, Path.Combine(folder, "policy.txt"));
        File.Copy(layout.Signers, Path.Combine(folder, "signers.pem"));
        foreach (var (organisation, authority) in authorities)
            File.WriteAllText(Path.Combine(folder, "roots", organisation + ".pem"), authority.Root.ExportCertificatePem() + "\n");
        new ClientProfile
        {
            Name = user.Name,
            Origin = options.Origin,
            Organisation = user.Organisation,
            Department = member.Department,
            CreditCode = member.CreditCode,
            Services = LocalMember.Departments.ToDictionary(
                m => m.Department,
                m => new ServiceAddress { Address = Address(m.Organisation), Organisation = m.Organisation },
                StringComparer.Ordinal),
            Roots = authorities.Keys.ToDictionary(organisation => organisation, organisation => $"roots/{organisation}.pem", StringComparer.Ordinal),
            Certificate = "certificate.pem",
            Key = "certificate.key",
            Policy = "policy.txt",
            Signers = "signers.pem",
            Signer = signer is null ? null : new SignerFiles { Certificate = "signer.pem", Key = "signer.key" },
            Genesis = genesisHash,
        }.Save(folder);
    }

    private Uri Address(string organisation) => new($"https://{Host}:{ports[organisation]}");
}
