using Google.Protobuf;
using Ledger.Chain;
using Ledger.Client;
using Ledger.Log;
using Ledger.Node;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>New keys for a peer that is rebuilt: made here, put in force by the other departments' governance.</summary>
internal sealed class PeerKeyReplacement
{
    private readonly NetworkLayout layout;
    private readonly NodeConfiguration node;
    private readonly ReplaceKeys replacement;

    private PeerKeyReplacement(NetworkLayout layout, NodeConfiguration node, ReplaceKeys replacement)
    {
        this.layout = layout;
        this.node = node;
        this.replacement = replacement;
    }

    /// <summary>What the other departments are to put in force.</summary>
    public ReplaceKeys Replacement => replacement;

    /// <summary>Makes new keys of a stopped node in place of the old ones and removes its peer's store, which the next start rebuilds by replay.</summary>
    public static PeerKeyReplacement Make(NetworkLayout layout, NodeConfiguration node)
    {
        var origin = NoteKeyFile.ReadLog(node.LogKey).Key.Name;
        var name = NoteKeyFile.ReadCosigner(node.CosignerKey).Key.Name;
        File.Delete(node.LogKey);
        File.Delete(node.CosignerKey);
        if (Directory.Exists(node.PeerFolder))
            Directory.Delete(node.PeerFolder, recursive: true);
        NewStoreWord.Give(node, "the peer gets new keys and is rebuilt by replay");
        return new PeerKeyReplacement(layout, node, new ReplaceKeys
        {
            CreditCode = LocalMember.All.Single(member => member.Organisation == node.Organisation).CreditCode,
            LogKey = NoteKeyFile.Create(node.LogKey, origin, SignatureType.Ed25519).ToString(),
            CosignerKey = NoteKeyFile.Create(node.CosignerKey, name, SignatureType.Cosignature).ToString(),
        });
    }

    /// <summary>Proposes the keys as one of the other departments and approves them as the rest.</summary>
    /// <param name="administrators">Administrators of all departments but the one concerned.</param>
    /// <param name="ct">Gives up.</param>
    public async Task EnactAsync(IReadOnlyList<LocalAdministrator> administrators, CancellationToken ct)
    {
        var proposed = await administrators[0].ProposeAsync(replacement, ct);
        foreach (var administrator in administrators.Skip(1))
            await administrator.ApproveAsync(proposed.LeafHash.ToByteArray(), ct);
    }

    /// <summary>Writes the new keys into the policy of every reader.</summary>
    public void UpdatePolicies()
    {
        var old = Policy.Parse(File.ReadAllText(layout.Policy));
        var quorum = EntryCodec.Parse(File.ReadAllBytes(layout.Genesis)).Genesis.Quorum;
        var departments = LocalMember.Departments.Select(member => member.Organisation).ToList();
        var logs = departments.Select((organisation, i) => organisation == node.Organisation ? VerifierKey.Parse(replacement.LogKey) : old.Logs[i]);
        var cosigners = old.Witnesses.Select(witness => KeyValuePair.Create(
            witness.Name, witness.Name == node.Organisation ? VerifierKey.Parse(replacement.CosignerKey) : witness.Key));
        var text = Policy.Write(logs, [.. cosigners], (int)quorum);
        File.WriteAllText(layout.Policy, text);
        foreach (var user in LocalUser.All)
        {
            var profile = ClientProfile.Load(layout.Profile(user.Name));
            File.WriteAllText(profile.PathOf(profile.Policy), text);
        }
    }
}
