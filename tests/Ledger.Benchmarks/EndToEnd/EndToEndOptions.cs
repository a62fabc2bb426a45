using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ledger.Network;

namespace Ledger.Benchmarks;

/// <summary>Arguments of <c>e2e</c>.</summary>
internal sealed record EndToEndOptions
{
    /// <summary>How to say them.</summary>
    public const string Usage =
        "[--processes] [--seconds n] [--repeat n] [--clients 1,8,64,256] [--pack 90] [--only single|packed|sales] [--ordering fabric|fabric-bft] "
        + "[--units n [--keep folder]] [--peer postgres] [--json] | [--processes] --minutes n [--csv file]";

    private static readonly string[] Flags = ["--processes", "--json"];

    /// <summary>What a long run takes no notice of: it has a load of its own.</summary>
    private static readonly string[] OfTheTable =
        ["--seconds", "--repeat", "--clients", "--only", "--ordering", "--units", "--keep", "--peer", "--json"];

    /// <summary>Run the table a second time with a process per department.</summary>
    public bool Processes { get; private init; }

    /// <summary>Length of each row.</summary>
    public TimeSpan Duration { get; private init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often each row is measured.</summary>
    public int Repeat { get; private init; } = 1;

    /// <summary>Units that the ledger has before anything is measured; 0: none.</summary>
    public int Units { get; private init; }

    /// <summary>Folder in which a ledger of so many units is kept for later runs; null: it goes with the run.</summary>
    public string? Keep { get; private init; }

    /// <summary>Measure the plain alternative beside the ledger: a hash-chained table in PostgreSQL, where that is installed.</summary>
    public bool Postgres { get; private init; }

    /// <summary>How long a run lasts that looks at what grows, instead of the table; zero: the table.</summary>
    public TimeSpan Lasting { get; private init; }

    /// <summary>File of what a long run looked like; null: only its graph is shown.</summary>
    public string? Csv { get; private init; }

    /// <summary>Whether the results go to the output as one JSON document, and the tables to the error output.</summary>
    public bool Json { get; private init; }

    /// <summary>Calls in flight of the rows with one event per envelope.</summary>
    public IReadOnlyList<int> Clients { get; private init; } = [1, 8, 64, 256];

    /// <summary>Events of a packed envelope.</summary>
    public int Pack { get; private init; } = 90;

    /// <summary>What is sent; null: everything.</summary>
    public LoadShape? Only { get; private init; }

    /// <summary>Run the table a second time with Fabric ordering; its programs must be on the PATH.</summary>
    public FabricOrderingService? Fabric { get; private init; }

    /// <summary>Reads the arguments; says on the error output what it does not know, and which of them do not go together.</summary>
    public static bool TryRead(string[] arguments, [NotNullWhen(true)] out EndToEndOptions? options)
    {
        options = new EndToEndOptions();
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            options = arguments[i] switch
            {
                "--processes" => options with { Processes = true },
                "--seconds" when TryNumber(value, 600, out var seconds) => options with { Duration = TimeSpan.FromSeconds(seconds) },
                "--json" => options with { Json = true },
                "--repeat" when TryNumber(value, 100, out var repeat) => options with { Repeat = repeat },
                "--units" when TryNumber(value, LoadedUnits.Limit, out var units) => options with { Units = units },
                "--peer" when value is "postgres" => options with { Postgres = true },
                "--minutes" when TryNumber(value, 6000, out var minutes) => options with { Lasting = TimeSpan.FromMinutes(minutes) },
                "--csv" when value.Length > 0 => options with { Csv = value },
                "--keep" when value.Length > 0 => options with { Keep = value },
                "--pack" when TryNumber(value, 150, out var pack) => options with { Pack = pack },
                "--only" when Enum.TryParse<LoadShape>(value, ignoreCase: true, out var shape) => options with { Only = shape },
                "--ordering" when value is "fabric" or "fabric-bft" =>
                    options with { Fabric = value == "fabric" ? FabricOrderingService.Raft : FabricOrderingService.Bft },
                "--clients" when value.Split(',').All(text => TryNumber(text, 4096, out _)) =>
                    options with { Clients = [.. value.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))] },
                _ => null,
            };
            if (options is null)
            {
                Console.Error.WriteLine($"'{arguments[i]} {value}' is not understood. e2e {Usage}");
                return false;
            }

            given.Add(arguments[i]);
            i += Flags.Contains(arguments[i]) ? 0 : 1;
        }

        if (FindConflict(given) is not { } conflict)
            return true;

        Console.Error.WriteLine($"{conflict}. e2e {Usage}");
        options = null;
        return false;
    }

    /// <summary>What has no effect beside the others, in words; null for nothing.</summary>
    private static string? FindConflict(HashSet<string> given)
    {
        if (given.Contains("--minutes") && Array.FindAll(OfTheTable, given.Contains) is { Length: > 0 } idle)
            return $"--minutes does not go with {string.Join(", ", idle)}: a long run has a load of its own";
        if (given.Contains("--units") && given.Contains("--ordering"))
            return "--units does not go with --ordering: Fabric's peers would have none of the units";
        if (given.Contains("--keep") && !given.Contains("--units"))
            return "--keep goes only with --units: there is no ledger to keep";
        return given.Contains("--csv") && !given.Contains("--minutes") ? "--csv goes only with --minutes: the table has no samples" : null;
    }

    private static bool TryNumber(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;
}
