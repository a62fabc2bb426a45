namespace Ledger.Verifier;

/// <summary>A field of a document whose root stands on one of the certificate's pages, shown with its salt and path.</summary>
public sealed record DisclosedField
{
    /// <summary>Key of the page that states the document's root.</summary>
    public required string Key { get; init; }

    /// <summary>Which document of the page: 0 = the page's own; then its mortgages and its seizures in their order, from 1.</summary>
    public required uint Row { get; init; }

    /// <summary>Position of the field among the document's, sorted by name.</summary>
    public required ulong Index { get; init; }

    /// <summary>Name of the field.</summary>
    public required string Name { get; init; }

    /// <summary>Its value.</summary>
    public required string Value { get; init; }

    /// <summary>Its salt, 16 bytes.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>Sibling hashes from the field's leaf to the document's root.</summary>
    public required IReadOnlyList<byte[]> Path { get; init; }
}
