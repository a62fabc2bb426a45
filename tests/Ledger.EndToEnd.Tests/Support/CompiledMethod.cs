namespace Ledger.EndToEnd.Tests;

/// <summary>One method as compiled.</summary>
/// <param name="Name">Namespace, type and method.</param>
/// <param name="Uses">Members of other assemblies that it calls or reads, in the same form.</param>
/// <param name="ComputesWithFloats">It holds an instruction on floating point.</param>
internal sealed record CompiledMethod(string Name, IReadOnlyList<string> Uses, bool ComputesWithFloats);
