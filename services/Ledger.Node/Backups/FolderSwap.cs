using System.Text.Json;

namespace Ledger.Node;

/// <summary>
/// Puts what was made ready in place of what a data folder holds, and that aside. The plan is on disk before anything is
/// moved and each step can be done again, so a swap cut short is finished later; until then no node starts in the folder.
/// </summary>
internal sealed class FolderSwap
{
    private const string PlanFile = "restore.plan";
    private const string ReadyFolder = "restore.new";

    private readonly string folder;

    /// <param name="folder">The data folder; its lock is held.</param>
    public FolderSwap(string folder) => this.folder = folder;

    /// <summary>Where the new files are made ready.</summary>
    public string Ready => Path.Combine(folder, ReadyFolder);

    /// <summary>Whether a swap was begun and not finished.</summary>
    /// <param name="folder">The data folder; may be absent.</param>
    public static bool IsHalfDone(string folder) => File.Exists(Path.Combine(folder, PlanFile));

    /// <summary>Begins making ready: nothing of an earlier attempt is left.</summary>
    public void Clear()
    {
        if (Directory.Exists(Ready))
            Directory.Delete(Ready, recursive: true);
        OwnerOnly.CreateFolder(Ready);
    }

    /// <summary>Swaps.</summary>
    /// <param name="replaced">Names in the data folder that go aside when they exist.</param>
    /// <param name="aside">Full path of the folder that they go to, which does not exist.</param>
    public void Begin(IEnumerable<string> replaced, string aside)
    {
        var plan = new Plan(aside, [.. replaced.Where(name => Path.Exists(Path.Combine(folder, name)))]);
        // What could keep the moves from being done is met before there is a plan.
        OwnerOnly.CreateFolder(aside);
        var draft = PlanPath + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(plan, BackupJson.Format));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, PlanPath, overwrite: true);
        Finish();
    }

    /// <summary>Does what is left of the plan.</summary>
    /// <returns>Where the old files are.</returns>
    public string Finish()
    {
        var plan = JsonSerializer.Deserialize<Plan>(File.ReadAllBytes(PlanPath), BackupJson.Format)!;
        OwnerOnly.CreateFolder(plan.Aside);
        foreach (var name in plan.Replaced)
            MoveUnlessDone(Path.Combine(folder, name), Path.Combine(plan.Aside, name));
        // Only now: what stood under the same names is aside.
        if (Directory.Exists(Ready))
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(Ready).ToList())
                MoveUnlessDone(entry, Path.Combine(folder, Path.GetFileName(entry)));
            Directory.Delete(Ready);
        }

        File.Delete(PlanPath);
        return plan.Aside;
    }

    private string PlanPath => Path.Combine(folder, PlanFile);

    private static void MoveUnlessDone(string from, string to)
    {
        if (Path.Exists(to))
            return;
        Directory.Move(from, to);
    }

    private sealed record Plan(string Aside, IReadOnlyList<string> Replaced);
}
