using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Ledger.Log;
using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

/// <summary>What <c>ledger governance replace-keys</c> does to a node that runs, and how it goes on.</summary>
public sealed class KeyReplacementCommandTests : IAsyncDisposable
{
    private static readonly string[] Others = [LocalMember.Transaction, LocalMember.Registration, LocalMember.Finance];

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;
    private readonly CommandLine ledger;
    private int lost;

    public KeyReplacementCommandTests()
    {
        // One may be without its keys' signatures for a while; and the first rule profile, so that the second one can be put in force.
        network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Quorum = 3, Profile = 1 });
        ledger = new CommandLine(network, folder);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_departments_keys_are_replaced_while_the_others_go_on_and_a_profile_is_put_in_force()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var old = await SigningKeyAsync();
        await RetiredAsync(old);
        await PeerKeysAsync();
        await ActivatedAsync();
    }

    /// <summary>A rule profile comes into force with the last approval, on all nodes at one block.</summary>
    private async Task ActivatedAsync()
    {
        Assert.Equal("judged", (string?)(await ledger.ExpectAsync(0, "registration-administrator", "governance", "activate", "2", "--dry-run"))["state"]);
        var proposed = await ledger.ExpectAsync(0, "registration-administrator", "governance", "activate", "2");
        var id = (string)proposed["proposal"]!["id"]!;
        foreach (var approver in Missing(proposed).ToList())
            await ledger.ExpectAsync(0, $"{approver}-administrator", "governance", "approve", id);
        var shown = await ledger.ExpectAsync(0, "auditor", "governance", "show", id);
        Assert.True((bool)shown["in_effect"]!);
        Assert.Equal(LocalMember.Departments.Count, shown["approved_by"]!.AsArray().Count);

        // Its events are known from now on: an operator is enrolled.
        var clerk = network.Profile("tax-clerk");
        var enrolled = await ledger.ExpectAsync(
            0, "tax-administrator", "operator", "enrol", "--certificate", clerk.PathOf(clerk.Certificate), "--duty", "tax");
        Assert.Equal("recorded", (string?)enrolled["state"]);
        Assert.NotEqual(0, (await ledger.RunAsync("registration-administrator", "governance", "activate", "9", "--json")).Code);
    }

    /// <summary>The new key is in force beside the old one: the running node signs with the old one until it is started with the new.</summary>
    private async Task<string> SigningKeyAsync()
    {
        var node = network.Node(LocalMember.Tax);
        string old;
        using (var present = X509CertificateLoader.LoadCertificateFromFile(node.Node.Certificate))
            old = Convert.ToHexStringLower(SignerKeyId.Of(present.PublicKey.ExportSubjectPublicKeyInfo()));
        using var authority = network.Authority(LocalMember.Tax, TimeProvider.System);
        using var next = authority.Issue(CertificateRole.Node, "tax node, the next");
        var files = next.Save(Directory.CreateDirectory(folder["next"]).FullName, "node");

        await EnactAsync("tax-administrator", [.. Others], "--signer-certificate", files.Certificate);
        await WritesAsync();

        // Who reads receipts of the new key has its certificate in the profile's list of signers.
        foreach (var user in LocalUser.All)
            await File.AppendAllTextAsync(Path.Combine(network.ProfileFolder(user.Name), "signers.pem"), next.ExportCertificatePem() + "\n", Ct);
        await network.StopNodeAsync(LocalMember.Tax);
        File.Copy(files.Certificate, node.Node.Certificate, overwrite: true);
        File.Copy(files.Key, node.Node.Key, overwrite: true);
        await network.StartNodeAsync(LocalMember.Tax, Ct);
        await WritesAsync();
        return old;
    }

    /// <summary>The old key signs no longer; what it signed stays its department's.</summary>
    private async Task RetiredAsync(string old)
    {
        await EnactAsync("tax-administrator", [.. Others], "--retire", old);
        await WritesAsync();
        var signed = (await ledger.ExpectAsync(0, "auditor", "history", "--event", "RevokeCertificate"))["entries"]!.AsArray();
        Assert.Equal(lost, signed.Count);
        Assert.All(signed, static row => Assert.Equal("tax", (string?)row!["signed_by"]));
        Assert.Equal(lost, (await ledger.ExpectAsync(0, "auditor", "history", "--event", "RevokeCertificate", "--signer", "tax"))["entries"]!.AsArray().Count);
    }

    /// <summary>The peer is rebuilt with new keys, which the others put in force; until then three of four make the quorum.</summary>
    private async Task PeerKeysAsync()
    {
        await network.StopNodeAsync(LocalMember.Tax);
        var made = PeerKeyReplacement.Make(new NetworkLayout(network.Folder), network.Node(LocalMember.Tax));
        await network.StartNodeAsync(LocalMember.Tax, Ct);
        var keys = made.Replacement;
        await EnactAsync(
            "transaction-administrator", [LocalMember.Registration, LocalMember.Finance],
            "--member", keys.CreditCode, "--log-key", keys.LogKey, "--cosigner-key", keys.CosignerKey);

        // The readers' policy names the old keys until it is renewed: its fingerprint says which one is used.
        var before = (string?)(await ledger.ExpectAsync(0, "auditor", "profile", "show"))["policy_sha256"];
        made.UpdatePolicies();
        Assert.NotEqual(before, (string?)(await ledger.ExpectAsync(0, "auditor", "profile", "show"))["policy_sha256"]);
        await network.WaitReadyAsync(Ct);
        Assert.Equal("FOLLOWING", (string?)(await ledger.ExpectAsync(0, "tax-administrator", "node", "status"))["state"]);
        await WritesAsync();
    }

    private async Task EnactAsync(string proposer, IReadOnlyList<string> approvers, params string[] keys)
    {
        var proposed = await ledger.ExpectAsync(0, proposer, ["governance", "replace-keys", .. keys]);
        var id = (string)proposed["proposal"]!["id"]!;
        Assert.Equal(approvers.Order(StringComparer.Ordinal), Missing(proposed).Order(StringComparer.Ordinal));
        JsonObject approved = proposed;
        foreach (var approver in approvers)
            approved = await ledger.ExpectAsync(0, $"{approver}-administrator", "governance", "approve", id);
        Assert.True((bool)approved["proposal"]!["in_effect"]!);
    }

    private static IEnumerable<string> Missing(JsonObject answer) => answer["proposal"]!["missing"]!.AsArray().Select(static name => (string)name!);

    /// <summary>Tax's node signs, the others take it, and the receipt verifies.</summary>
    private async Task WritesAsync()
    {
        using var authority = network.Authority(LocalMember.Tax, TimeProvider.System);
        using var unused = authority.Issue(CertificateRole.Operator, $"lost {++lost}");
        var file = folder[$"lost-{lost}.pem"];
        await File.WriteAllTextAsync(file, unused.ExportCertificatePem(), Ct);
        var revoked = await ledger.ExpectAsync(0, "tax-administrator", "governance", "revoke", "--certificate", file, "--reason", "KEY_COMPROMISE");
        Assert.Equal("recorded", (string?)revoked["state"]);
    }
}
