using System.Collections.Frozen;
using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>City file and tables of the ledger as they were last read.</summary>
internal sealed class PublishedFiles
{
    /// <summary>Page <c>sys/city</c>.</summary>
    public DecodedPage<City> City { get; } = new(ReadCity);

    /// <summary>Pages <c>sys/table/…</c>, by kind.</summary>
    public FrozenDictionary<TableKind, DecodedPage<TableSet>> Tables { get; } =
        Enum.GetValues<TableKind>().ToFrozenDictionary(kind => kind, _ => new DecodedPage<TableSet>(ReadTable));

    private CityMatrix? matrix;

    /// <summary>A matrix with the cells that a city has otherwise.</summary>
    public Matrix MatrixOf(City city, Matrix common)
    {
        var known = Volatile.Read(ref matrix);
        if (known is null || !ReferenceEquals(known.City, city) || !ReferenceEquals(known.Common, common))
        {
            var changed = city.Overrides.Aggregate(common, static (cells, change) => cells.With(change.Key.Flow, change.Key.Column, change.Value));
            known = new(city, common, changed);
            Volatile.Write(ref matrix, known);
        }

        return known.Changed;
    }

    // A file was checked before it was published, by the rules of that day.
    private static City ReadCity(ByteString body) => Contracts.City.Of(Canonical.Parse<CityFile>(body.Span));

    private static TableSet ReadTable(ByteString body) => new(Canonical.Parse<TablePage>(body.Span).Rows);

    private sealed record CityMatrix(City City, Matrix Common, Matrix Changed);
}
