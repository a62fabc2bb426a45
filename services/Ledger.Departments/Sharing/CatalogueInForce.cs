using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>What a department offers at the moment.</summary>
/// <param name="Catalogue">The catalogue.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Number">Number under which it was published; null for this build's own.</param>
internal sealed record CatalogueInForce(Catalogue Catalogue, ByteString Bytes, string? Number)
{
    /// <summary>SHA-256 of its bytes: the paper of what is authorised by it.</summary>
    public ByteString Sha256 => ByteString.CopyFrom(SHA256.HashData(Bytes.Span));

    /// <summary>An item by its id; null for none.</summary>
    public CatalogueItem? Find(string id) => Catalogue.Items.FirstOrDefault(item => item.Id == id);
}
