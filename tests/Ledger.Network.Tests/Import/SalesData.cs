namespace Ledger.Network.Tests;

/// <summary>The sample data of the project, and the public data sets beside the repository.</summary>
internal static class SalesData
{
    private static readonly string Root = FindRoot();

    public static string TwSample => Path.Combine(Root, "network", "samples", "tw-lvr");

    public static string UkSample => Path.Combine(Root, "network", "samples", "uk-ppd.csv");

    /// <summary>A file as a user brought it.</summary>
    public static string FieldCase(string name) => Path.Combine(Root, "tests", "vectors", "field-cases", name);

    /// <summary>The real Taipei data; skips the test when it is not there.</summary>
    public static string Taipei => Shared("tw-lvr-taipei-2021");

    /// <summary>The real Manchester data; skips the test when it is not there.</summary>
    public static string Manchester => Path.Combine(Shared("uk-ppd-manchester-2019"), "ppd_data.csv");

    private static string Shared(string name)
    {
        var folder = Path.Combine(Root, "..", "shared", "data", name);
        if (!Directory.Exists(folder))
            Assert.Skip($"The data set {name} is not on this machine (../shared/data).");
        return folder;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ledger.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}
