namespace Ledger.Benchmarks;

/// <summary>One benchmark of the command line. Each verifies what it computed.</summary>
internal interface IBenchmark
{
    /// <summary>The first argument that selects it.</summary>
    string Name { get; }

    /// <summary>One line for the list of benchmarks, with its arguments.</summary>
    string Summary { get; }

    /// <summary>Runs it and prints its table.</summary>
    /// <returns>The exit code: 0 if everything verified, 1 if not, 2 for arguments it does not know.</returns>
    Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken);
}
