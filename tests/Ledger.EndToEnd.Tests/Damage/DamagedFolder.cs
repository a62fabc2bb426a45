using System.Security.Cryptography;
using Ledger.Client;
using Ledger.Network;
using Ledger.Node;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// The registration department's folder after a real run: acts with documents, a refusal, several starts. It is damaged in
/// place and put back.
/// </summary>
internal sealed class DamagedFolder : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    private DamagedFolder() => Network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });

    /// <summary>The network, stopped.</summary>
    public LocalNetwork Network { get; }

    /// <summary>What a whole folder shows.</summary>
    public NodeReading Whole { get; private set; } = null!;

    /// <summary>Every file of it, relative to it.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>The node's configuration file.</summary>
    public string Configuration => Network.Node(LocalMember.Registration).File;

    private string Node => Path.GetDirectoryName(Configuration)!;

    private string Kept => folder["kept"];

    public static async Task<DamagedFolder> MakeAsync(CancellationToken ct)
    {
        var made = new DamagedFolder();
        var papers = new Papers();
        for (var start = 0; start < 2; start++)
        {
            // The second start moves the first one's log into table files and leaves a log of its own.
            await made.Network.StartAsync(NodePlacement.OneProcess, ct);
            using (var clerk = LedgerClient.Connect(made.Network.Profile("registration-clerk")))
            {
                var request = papers.Next().OpenFlat();
                Assert.True((await clerk.Registration.OpenFirstRegistrationAsync(request, ct)).IsRecorded);
                Assert.True((await clerk.Registration.OpenFirstRegistrationAsync(papers.Next().OpenFlat(), ct)).IsRecorded);
            }

            await made.Network.StopAsync();
        }

        made.Files = [.. Directory.EnumerateFiles(made.Node, "*", SearchOption.AllDirectories)
            .Where(static file => new FileInfo(file).Length > 0 && !IsCache(file))
            .Select(file => Path.GetRelativePath(made.Node, file))
            .Order(StringComparer.Ordinal)];
        Copy(made.Node, made.Kept);
        made.Whole = await NodeReading.TakeAsync(made, ct);
        made.Restore();
        return made;
    }

    /// <summary>A file's path.</summary>
    public string PathOf(string file) => Path.Combine(Node, file);

    /// <summary>Puts the folder back as the run left it.</summary>
    public void Restore()
    {
        Directory.Delete(Node, recursive: true);
        Copy(Kept, Node);
    }

    /// <summary>The hash of every file's bytes.</summary>
    public IReadOnlyDictionary<string, string> Hashes() => Directory.EnumerateFiles(Node, "*", SearchOption.AllDirectories).ToDictionary(
        file => file, file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal);

    /// <summary>Starts the node alone; the others can't be reached.</summary>
    public Task<NodeHost> StartAsync(CancellationToken ct) => NodeHost.StartAsync(NodeConfiguration.Load(Configuration), new NodeEnvironment(), ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        folder.Dispose();
    }

    // Work lists: what cannot be read of them is made anew, and nobody is told.
    private static bool IsCache(string file) => Path.GetFileName(file) is var name
        && (name.Contains(".cases", StringComparison.Ordinal) || name.Contains(".entries", StringComparison.Ordinal));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to, File.GetUnixFileMode(from));
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var inner in Directory.EnumerateDirectories(from))
            Copy(inner, Path.Combine(to, Path.GetFileName(inner)));
    }
}
