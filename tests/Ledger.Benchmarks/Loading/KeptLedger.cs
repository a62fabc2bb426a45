using System.Text.Json;
using Ledger.Network;

namespace Ledger.Benchmarks;

/// <summary>A ledger of many units in a folder, made once and kept for later runs: a network that never ran, and a peer's folder with all blocks.</summary>
internal sealed class KeptLedger
{
    private readonly string folder;

    private KeptLedger(string folder, Description description) => (this.folder, About) = (folder, description);

    /// <summary>What it holds.</summary>
    public Description About { get; }

    private string Network => Path.Combine(folder, "net");

    private string Peer => Path.Combine(folder, "peer");

    /// <summary>Opens the ledger of a folder, or makes it; one whose making was cut short is made anew.</summary>
    /// <param name="keep">Where ledgers are kept.</param>
    /// <param name="units">Units that it has.</param>
    /// <param name="pack">Units an envelope, when it is made.</param>
    /// <param name="text">Told how far it has come.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<KeptLedger> OpenAsync(string keep, int units, int pack, TextWriter text, CancellationToken ct)
    {
        var folder = Path.Combine(Path.GetFullPath(keep), $"units-{units}");
        var file = Path.Combine(folder, "ledger.json");
        if (File.Exists(file))
            return new(folder, JsonSerializer.Deserialize<Description>(await File.ReadAllTextAsync(file, ct))!);

        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        var made = new KeptLedger(folder, new(units, 0, 0, 0));
        text.WriteLine($"A ledger of {units} units is made in {folder}.");
        await using var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = made.Network, Profile = 1, QuorumWait = TimeSpan.FromSeconds(30) });
        var begun = TimeProvider.System.GetTimestamp();
        var head = await LedgerLoader.LoadAsync(network, made.Peer, units, pack, text, ct);
        var about = new Description(units, head.Size, head.Number, FolderClone.Bytes(made.Peer));
        text.WriteLine(
            $"{units} units in {head.Number} blocks, {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:F0} s; {about.Bytes / units} bytes a unit in a peer's folder.");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(about), ct);
        return new(folder, about);
    }

    /// <summary>SHA-256 of its genesis.</summary>
    public byte[] GenesisSha256 => LocalNetwork.Open(Network).GenesisSha256;

    /// <summary>The file of all its entries, made when absent.</summary>
    public async Task<string> EntriesAsync(CancellationToken ct)
    {
        var file = Path.Combine(folder, "entries");
        if (!File.Exists(file))
        {
            await using var peer = LedgerLoader.Open(LocalNetwork.Open(Network), Peer);
            ct.ThrowIfCancellationRequested();
            EntryFile.Write(file, peer.Reader.ReadEntries(0, peer.Head.Size));
        }

        return file;
    }

    /// <summary>A new folder on the same disk, with a short path.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(folder)!, "run-" + Path.GetRandomFileName())).FullName;

    /// <summary>A copy of the network in which every node has the ledger; the kept one stays as it is.</summary>
    /// <param name="target">Folder of the copy.</param>
    public LocalNetwork Copy(string target)
    {
        FolderClone.Copy(Network, target);
        var copy = LocalNetwork.Open(target);
        foreach (var node in copy.Nodes)
            FolderClone.Copy(Peer, node.PeerFolder);

        // Nobody kept records of the acts that were loaded.
        var registration = copy.Node(LocalMember.Registration);
        (registration with { AcceptMissingRecordsBefore = About.Size }).Save(registration.File);
        return LocalNetwork.Open(target);
    }

    /// <summary>What a kept ledger holds.</summary>
    /// <param name="Units">Units.</param>
    /// <param name="Size">Entries.</param>
    /// <param name="Block">Newest block.</param>
    /// <param name="Bytes">Bytes of a peer's folder.</param>
    internal sealed record Description(int Units, ulong Size, ulong Block, long Bytes);
}
