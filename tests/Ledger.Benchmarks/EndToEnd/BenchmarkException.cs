namespace Ledger.Benchmarks;

/// <summary>A benchmark's results do not verify.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
