using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Node;
using Microsoft.Extensions.Time.Testing;

namespace Ledger.Network.Tests;

public sealed class LocalNetworkFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));
    private readonly LocalNetwork network;

    public LocalNetworkFilesTests() =>
        network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Clock = clock });

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Genesis_lists_members_signers_and_peers_sorted_and_its_hash_stands_in_every_configuration()
    {
        var bytes = File.ReadAllBytes(network.GenesisFile);
        var genesis = EntryCodec.Parse(bytes).Genesis;

        Assert.Equal(["audit", "bank-a", "bank-b", "finance", "registration", "tax", "transaction"], genesis.Members.Select(m => m.Organisation));
        Assert.Equal(["finance", "registration", "tax", "transaction"], genesis.Peers.Select(p => p.Organisation));
        Assert.Equal(["bank-a", "bank-b"], genesis.Members.Where(m => m.Lender).Select(m => m.Organisation));
        Assert.Equal(6, genesis.Signers.Count);
        var ids = genesis.Signers.Select(s => KeyId(s.Certificate.Span)).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(4u, genesis.Quorum);
        Assert.Equal((ulong)clock.GetUtcNow().ToUnixTimeMilliseconds(), genesis.TimeMs);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.All(network.Nodes, node => Assert.Equal(hash, node.Genesis.Sha256));
        Assert.All(network.Nodes, node => Assert.Equal(bytes, File.ReadAllBytes(node.Genesis.File)));
        Assert.Equal(hash, network.Profile("auditor").Genesis);
    }

    [Fact]
    public void Every_members_credit_code_has_valid_check_characters() =>
        Assert.All(LocalMember.All, member => Assert.Equal(member.CreditCode, CreditCode.Parse(member.CreditCode).ToString()));

    [Fact]
    public void Every_certificate_is_P_256_issued_by_its_own_root_and_names_organisation_and_role()
    {
        foreach (var user in LocalUser.All)
        {
            var profile = network.Profile(user.Name);
            using var certificate = X509Certificate2.CreateFromPemFile(profile.PathOf(profile.Certificate), profile.PathOf(profile.Key));
            using var root = X509CertificateLoader.LoadCertificateFromFile(profile.PathOf(profile.Roots[user.Organisation]));
            Assert.Equal($"O={user.Organisation}, OU={user.Role.ToString().ToLowerInvariant()}, CN={user.Name}", certificate.Subject);
            AssertIssued(certificate, root, "1.3.6.1.5.5.7.3.2");
        }

        foreach (var node in network.Nodes)
        {
            using var authority = network.Authority(node.Organisation, clock);
            using var tls = CertificateKey.Read(node.Tls);
            using var own = CertificateKey.Read(node.Node);
            Assert.Equal($"O={node.Organisation}, OU=node, CN={node.Organisation} node", own.Subject);
            AssertIssued(tls, authority.Root, "1.3.6.1.5.5.7.3.1");
            AssertIssued(own, authority.Root, "1.3.6.1.5.5.7.3.2");
            Assert.True(tls.MatchesHostname("localhost"));
            Assert.True(tls.MatchesHostname("127.0.0.1"));
            Assert.False(tls.MatchesHostname("example.org"));
        }
    }

    [Fact]
    public void The_policy_holds_four_logs_and_needs_all_four_departments()
    {
        var policy = Policy.Parse(File.ReadAllText(network.PolicyFile));

        Assert.Equal(4, policy.Logs.Count);
        Assert.All(policy.Logs, log => Assert.Equal("ledger.local/dongguan", log.Name));
        Assert.Equal(["transaction", "registration", "tax", "finance"], policy.Witnesses.Select(witness => witness.Name));
        Assert.Contains("group departments all ", File.ReadAllText(network.PolicyFile), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_banks_profile_holds_a_signing_key_and_genesis_lists_it()
    {
        var signers = EntryCodec.Parse(File.ReadAllBytes(network.GenesisFile)).Genesis.Signers;

        foreach (var user in LocalUser.All)
        {
            var profile = network.Profile(user.Name);
            Assert.Equal(user.Organisation is "bank-a" or "bank-b", profile.Signer is not null);
            if (profile.Signer is null)
                continue;
            using var signer = CertificateKey.Read(new CertificateFiles(profile.PathOf(profile.Signer.Certificate), profile.PathOf(profile.Signer.Key)));
            Assert.Contains(signers, s => s.Organisation == user.Organisation && s.Certificate.Span.SequenceEqual(signer.RawData));
        }
    }

    [Fact]
    public void Every_private_key_is_readable_by_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no Unix file modes");
        var keys = Directory.EnumerateFiles(network.Folder, "*.key*", SearchOption.AllDirectories).ToList();

        Assert.Equal(7 + (4 * 5) + LocalUser.All.Count + 2, keys.Count);
#pragma warning disable CA1416 // Unix is checked above.
        Assert.All(keys, key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key)));
#pragma warning restore CA1416
    }

    [Fact]
    public void The_four_nodes_share_one_consortium_key_and_no_keys_else()
    {
        Assert.Single(network.Nodes.Select(node => Convert.ToHexString(ConsortiumKeyFile.Read(node.ConsortiumKeys)[1])).Distinct());
        Assert.Equal(4, network.Nodes.Select(node => NoteKeyFile.ReadCosigner(node.CosignerKey).Key.KeyId).Distinct().Count());
        Assert.Equal(4, network.Nodes.Select(node => NoteKeyFile.ReadLog(node.LogKey).Key.KeyId).Distinct().Count());
    }

    [Fact]
    public void A_network_moved_to_another_folder_opens_there()
    {
        Directory.Move(network.Folder, folder["moved"]);

        var moved = LocalNetwork.Open(folder["moved"]);

        Assert.All(moved.Nodes, node => Assert.StartsWith(folder["moved"], node.LogKey, StringComparison.Ordinal));
        Assert.NotNull(moved.Profile("tax-clerk"));
    }

    [Fact]
    public void A_network_is_never_made_over_another() =>
        Assert.Contains(
            "exists",
            Assert.Throws<IOException>(() => LocalNetwork.Create(new LocalNetworkOptions { Folder = network.Folder })).Message,
            StringComparison.Ordinal);

    private void AssertIssued(X509Certificate2 certificate, X509Certificate2 root, string usage)
    {
        Assert.Equal(256, certificate.GetECDsaPublicKey()!.KeySize);
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                VerificationTime = clock.GetUtcNow().UtcDateTime,
            },
        };
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));
        Assert.True(chain.Build(certificate), string.Join("; ", chain.ChainStatus.Select(s => s.StatusInformation)));
    }

    private static string KeyId(ReadOnlySpan<byte> der)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        return Convert.ToHexStringLower(SignerKeyId.Of(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
    }
}
