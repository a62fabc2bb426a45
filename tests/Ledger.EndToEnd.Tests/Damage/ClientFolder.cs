using Ledger.Client;
using Ledger.Network;
using Ledger.Verifier;

namespace Ledger.EndToEnd.Tests;

/// <summary>A bank officer's profile folder with an evidence book, damaged in place and put back.</summary>
internal sealed class ClientFolder : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, byte[]> kept = new(StringComparer.Ordinal);
    private readonly LocalNetwork network;

    private ClientFolder() => network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });

    /// <summary>Every file of it, relative to it.</summary>
    public IReadOnlyList<string> Files => [.. kept.Keys.Order(StringComparer.Ordinal)];

    private string Profile => network.ProfileFolder("bank-a-officer");

    public static async Task<ClientFolder> MakeAsync(CancellationToken ct)
    {
        var made = new ClientFolder();
        await made.network.StartAsync(NodePlacement.OneProcess, ct);
        var profile = ClientProfile.Load(made.Profile);
        using (var book = EvidenceBook.Open(profile.BookPath))
        using (var client = LedgerClient.Connect(profile, new LedgerClientOptions { Book = book }))
        {
            await client.Reader.GetCheckpointAsync(cancellationToken: ct);
            book.SaveDraft(
                new SignedRequest("finance", "/ledger.v1.FinanceService/Submit", new byte[32], new byte[2000], new byte[64], new byte[32], new byte[32]));
        }

        await made.network.StopAsync();
        foreach (var file in Directory.EnumerateFiles(made.Profile, "*", SearchOption.AllDirectories).Where(static file => new FileInfo(file).Length > 0))
            made.kept.Add(Path.GetRelativePath(made.Profile, file), await File.ReadAllBytesAsync(file, ct));
        Assert.Contains("book.db", made.kept.Keys);
        return made;
    }

    /// <summary>A file's path.</summary>
    public string PathOf(string file) => Path.Combine(Profile, file);

    /// <summary>Opens the client as every command does, and reads its book.</summary>
    public string Read(string file)
    {
        try
        {
            var profile = ClientProfile.Load(Profile);
            using var book = EvidenceBook.Open(profile.BookPath);
            using var client = LedgerClient.Connect(profile, new LedgerClientOptions { Book = book });
            book.OpenDrafts();
            return DamageCell.Harmless;
        }
        catch (Exception e) when (e is ProfileException or BookException or UntrustedReplyException)
        {
            return e.Message.Contains(Path.GetFileNameWithoutExtension(file), StringComparison.Ordinal) || e is UntrustedReplyException ? DamageCell.Named
                : $"the file is not named: {e.Message}";
        }
        catch (Exception e)
        {
            return $"unhandled: {e.GetType().Name}: {e.Message}";
        }
    }

    /// <summary>Puts every file back as it was.</summary>
    public void Restore()
    {
        foreach (var made in Directory.EnumerateFiles(Profile, "*", SearchOption.AllDirectories)
            .Where(path => !kept.ContainsKey(Path.GetRelativePath(Profile, path))).ToList())
        {
            File.Delete(made);
        }

        foreach (var (file, bytes) in kept)
        {
            File.WriteAllBytes(PathOf(file), bytes);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(PathOf(file), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }
}
