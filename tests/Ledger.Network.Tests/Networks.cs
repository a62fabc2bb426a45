namespace Ledger.Network.Tests;

/// <summary>Tests that start whole networks run one after the other: four nodes fill a small machine.</summary>
[CollectionDefinition(Collection)]
public sealed class Networks
{
    public const string Collection = "networks";
}
