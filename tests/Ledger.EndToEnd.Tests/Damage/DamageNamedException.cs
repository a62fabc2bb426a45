namespace Ledger.EndToEnd.Tests;

/// <summary>A running node named damage.</summary>
internal sealed class DamageNamedException(string message) : Exception(message)
{
    public static void ThrowIfAny(IEnumerable<string> faults)
    {
        if (string.Join('\n', faults.Where(static fault => fault.Length > 0)) is { Length: > 0 } named)
            throw new DamageNamedException(named);
    }
}
