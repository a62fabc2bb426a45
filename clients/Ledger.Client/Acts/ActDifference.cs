namespace Ledger.Client;

/// <summary>A field in which the ledger's act is not the one asked for.</summary>
/// <param name="Act">Index of the event in its envelope.</param>
/// <param name="Field">Name of the field, or <c>type</c>.</param>
/// <param name="Wanted">What was asked for.</param>
/// <param name="Seen">What the event says.</param>
public sealed record ActDifference(int Act, string Field, string Wanted, string Seen)
{
    /// <summary>The difference on one line.</summary>
    public override string ToString() => $"[{Act}] {Field}: wanted '{Wanted}', seen '{Seen}'";
}
