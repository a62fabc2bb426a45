using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>City file and tables of the ledger as they were last read.</summary>
internal sealed class PublishedFiles
{
    /// <summary>Page <c>sys/city</c>.</summary>
    public DecodedPage<City> City { get; } = new(ReadCity);

    // A file was checked before it was published: one that cannot be read is damage, not bad input.
    private static City ReadCity(ByteString body)
        => Contracts.City.Read(Canonical.Parse<CityFile>(body.Span), out var faults)
            ?? throw new InvalidOperationException($"The city file on the ledger is damaged: {string.Join("; ", faults.Select(fault => fault.Message.English))}");
}
