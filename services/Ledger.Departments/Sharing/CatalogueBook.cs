using System.Reflection;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// The department's catalogue. Profile 2 has no event for it, so a published one stands on the ledger as the department's authorisation
/// to itself for the purpose <see cref="Purpose"/>, with the catalogue's hash as its paper; the next one revokes it. The bytes stand
/// with the record. Until one is published this build's own is in force.
/// </summary>
internal sealed class CatalogueBook(Department department, IPageReader pages, IRecordStore store)
{
    /// <summary>Purpose of the authorisation that publishes a catalogue.</summary>
    public const string Purpose = "CATALOGUE";

    /// <summary>What every record of a publication names.</summary>
    public const string Subject = "catalogue";

    private const int Batch = 100;

    private readonly CatalogueInForce own = ReadOwn(department.Name);

    /// <summary>The catalogue in force.</summary>
    public CatalogueInForce InForce()
    {
        var found = own;
        for (var batch = store.List(0, Subject, Batch); batch.Count > 0; batch = store.List(batch[^1].Number, Subject, Batch))
        {
            foreach (var record in batch)
                found = Published(record) ?? found;
        }

        return found;
    }

    // What the ledger says is in force; a record that was refused or revoked is none.
    private CatalogueInForce? Published(StoredRecord record)
    {
        var number = record.Row.Subjects.FirstOrDefault(static subject => subject != Subject);
        if (number is null || pages.ReadPage(PageKeys.Authorisation(number)) is not { } page
            || AuthorisationPage.Parser.ParseFrom(page.Body) is not { RevokedMs: 0, Purpose: Purpose } stated
            || stated.Member != department.CreditCode || store.ReadContent(record.Number) is not { } content)
        {
            return null;
        }

        var bytes = PublishCatalogueRequest.Parser.ParseFrom(content.Request).Catalogue.ToByteString();
        return stated.Paper.Span.SequenceEqual(SHA256.HashData(bytes.Span)) ? new(Catalogue.Parser.ParseFrom(bytes), bytes, number) : null;
    }

    private static CatalogueInForce ReadOwn(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Catalogues/{name}.json")!;
        using var reader = new StreamReader(stream);
        var catalogue = JsonParser.Default.Parse<Catalogue>(reader.ReadToEnd());
        return new(catalogue, catalogue.ToByteString(), null);
    }
}
