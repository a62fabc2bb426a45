using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>
/// The files of a peer's folder, compared before any of them is changed: the store, and what the peer's keys signed last.
/// Each is found missing by the others, and all of them by the lack of a word that they begin anew.
/// </summary>
internal static class PeerFolder
{
    /// <summary>Folder of the database.</summary>
    public const string StoreName = "store";

    /// <summary>File of what was cosigned last.</summary>
    public const string CosignedName = "cosigned.checkpoint";

    /// <summary>File of what the log key signed last.</summary>
    public const string LoggedName = "log.checkpoint";

    /// <summary>The files of what the keys signed last.</summary>
    public static IReadOnlyList<string> Signed { get; } = [CosignedName, LoggedName];

    /// <summary>Compares them and changes nothing.</summary>
    /// <returns>Whether the store is to be made: it is empty, and the options hold the word for it.</returns>
    /// <exception cref="StoreDamagedException">One is damaged, missing, or falls short of another; the message names it.</exception>
    /// <exception cref="StoreException">One cannot be read.</exception>
    public static bool Compare(PeerOptions options)
    {
        // Held while the store is read: a node that runs keeps this from starting.
        using var cosigned = OpenIfThere(options.Disk, CosignedName);
        using var logged = OpenIfThere(options.Disk, LoggedName);
        var survey = StoreSurvey.Read(options.Disk, options.Organisation, options.Cosigner?.Key.KeyId);
        if (survey.Head is null && options.NewStore is null)
            throw Empty(options.Disk, survey, cosigned, logged);

        CompareFile(options, survey, cosigned, CosignedName);
        CompareFile(options, survey, logged, LoggedName);
        return survey.Head is null;
    }

    /// <summary>
    /// Compares them, and makes what is missing where the store begins anew; the files before the store, so that beside a store
    /// they are never missing.
    /// </summary>
    /// <returns>Whether the store is to be made.</returns>
    /// <exception cref="StoreDamagedException">One is damaged, missing, or falls short of another; the message names it.</exception>
    /// <exception cref="StoreException">One cannot be read or made.</exception>
    public static bool Prepare(PeerOptions options)
    {
        var create = Compare(options);
        if (create)
        {
            PeerLog.BeginsAnew(options.Logger, options.Organisation, options.NewStore!);
            options.Disk.Create();
            foreach (var name in Signed.Where(name => !options.Disk.Exists(name)))
                SignedCheckpointFile.Create(options.Disk, name);
        }

        return create;
    }

    /// <summary>Reads everything and compares; no file is changed. See <see cref="Peer.VerifyFolder"/>.</summary>
    public static BlockInfo Verify(PeerOptions options, IProgress<ulong>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Compare(options))
            throw new StoreException($"The store in {options.Disk.PathOf(StoreName)} is not made yet: {options.NewStore}");

        using var held = PeerStore.OpenReadOnly(options.Disk, options.TreeCacheBytes);
        CheckGenesis(held, options.Genesis);
        new StoreVerification(held).Run(progress, ct);
        var keys = new BlockKeys(held, options.Genesis.Origin, options.Cosignatures);
        foreach (var name in Signed)
        {
            using var file = SignedCheckpointFile.Open(options.Disk, name, write: false);
            SignedCheckpointComparison.IsReached(file, held, keys);
        }

        return held.Head!;
    }

    /// <exception cref="GenesisException">The store was made from another genesis.</exception>
    public static void CheckGenesis(PeerStore held, GenesisBlock genesis)
    {
        if (held.ReadEntry(0) is not { } entry || !entry.AsSpan().SequenceEqual(genesis.Entry))
        {
            throw new GenesisException(
                $"The store in {held.Path} was made from another genesis than the one with SHA-256 {Convert.ToHexStringLower(genesis.Sha256)}. "
                + "Check the folder and the genesis file of this node.");
        }
    }

    private static SignedCheckpointFile? OpenIfThere(IPeerDisk disk, string name)
        => disk.Exists(name) ? SignedCheckpointFile.Open(disk, name, write: false) : null;

    private static void CompareFile(PeerOptions options, StoreSurvey survey, SignedCheckpointFile? file, string name)
    {
        var path = options.Disk.PathOf(name);
        if (file is null)
        {
            if (survey.Head is null)
                return;

            throw SignedCheckpointFile.Missing(path);
        }

        if (file.IsSlotDamaged)
            PeerLog.SlotUnreadable(options.Logger, options.Organisation, path, file.Block ?? 0);

        // A store that is being rebuilt comes to what was signed later; until then nothing is signed.
        if (options.NewStore is null && file.Block is { } signed && survey.Head is { } head && signed > head)
        {
            throw new StoreDamagedException(
                $"{survey.Files} ends too early: the store's newest block is {head}, but {path} shows that block {signed} was signed. "
                + $"The first block it lacks is {head + 1}. Put the store back from a backup, or {Rebuild(options.Disk)}",
                survey.Files,
                head + 1);
        }

        // The store holds the line itself, over the very root: it is signed again at worst. A folder put back as a whole has such a file too.
        if (name == CosignedName && options.Cosigner is not null && survey.OwnLine is { } line && line > (file.Block ?? 0))
            PeerLog.FileIsOlder(options.Logger, options.Organisation, path, file.Block ?? 0, line);
    }

    private static StoreDamagedException Empty(IPeerDisk disk, StoreSurvey survey, SignedCheckpointFile? cosigned, SignedCheckpointFile? logged)
    {
        var store = disk.PathOf(StoreName);
        return new(
            $"The store in {store} holds no block ({survey.Files}; {Describe(cosigned, disk.PathOf(CosignedName))}; {Describe(logged, disk.PathOf(LoggedName))}), and nobody gave the word that it begins anew. "
            + $"Put the folder {Path.GetDirectoryName(store)} back from a backup, or {Rebuild(disk)}",
            store,
            0);
    }

    private static string Describe(SignedCheckpointFile? file, string path) => file switch
    {
        null => $"{path} is missing",
        { Block: { } block } => $"{path} shows that block {block} was signed",
        _ => $"{path} shows that nothing was signed",
    };

    private static string Rebuild(IPeerDisk disk) =>
        $"move {disk.PathOf(StoreName)} away and start the node with --new-store \"<reason>\" to rebuild it by replay from another node.";
}
