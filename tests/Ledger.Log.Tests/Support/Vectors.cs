using System.Text.Json;

namespace Ledger.Log.Tests;

/// <summary>Finds test data: the repository's own copies first, then the folder beside the repository.</summary>
internal static class Vectors
{
    private static readonly string[] Roots = FindRoots();

    /// <summary>Path of a vector file or folder; skips the test when it is not there.</summary>
    public static string Find(string relative)
    {
        var path = Roots.Select(root => Path.Combine(root, relative)).FirstOrDefault(Path.Exists);
        if (path is null)
            Assert.Skip($"Test data {relative} is not on this machine.");

        return path;
    }

    public static JsonElement Json(string relative)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Find(relative)));
        return document.RootElement.Clone();
    }

    private static string[] FindRoots()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ledger.sln")))
            folder = folder.Parent;

        return folder is null
            ? []
            : [Path.Combine(folder.FullName, "tests", "vectors"), Path.Combine(folder.FullName, "..", "shared", "vectors")];
    }
}
