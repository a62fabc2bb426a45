using System.Globalization;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// Who applies in a case, as the counter wrote it down: names and numbers stand in the department's own records alone, so registration's
/// clerk does not ask the applicants again.
/// </summary>
internal sealed class CasePersons
{
    private const string Applicant = ".applicant.";
    private const string Name = ".name";
    private const string Number = ".number";

    private readonly Dictionary<string, SortedDictionary<int, PartyInput>> applicants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, PartyInput>> sides = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> holders = new(StringComparer.Ordinal);

    private CasePersons()
    {
    }

    /// <summary>Reads the department's records of a case, its instrument and its units.</summary>
    /// <param name="client">Of a clerk of the registration department.</param>
    /// <param name="page">The case.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<CasePersons> ReadAsync(LedgerClient client, CasePage page, CancellationToken ct)
    {
        var persons = new CasePersons();
        await TakeAsync(client, page.AcceptanceNumber, nameof(ApplicationAccepted), field => persons.TakeApplicant(page, field), ct);
        if (page.Basis.Length > 0)
            await TakeAsync(client, page.Basis, nameof(InstrumentStated), persons.TakeSide, ct);
        foreach (var unit in page.Flows.Select(static flow => flow.UnitCode).Distinct(StringComparer.Ordinal))
            await TakeAsync(client, unit, "", field => persons.TakeHolder(unit, field), ct);
        return persons;
    }

    /// <summary>
    /// Givers and takers of a unit, in any order within a side. Of an instrument its own record says it; of a contract, who was written
    /// into the book as an owner gives, else the first applicants do.
    /// </summary>
    /// <param name="unit">The unit.</param>
    /// <param name="givers">How many give it.</param>
    /// <param name="takers">How many take it.</param>
    /// <returns>Null when the records do not name so many.</returns>
    public (IReadOnlyList<PartyInput> Givers, IReadOnlyList<PartyInput> Takers)? SidesOf(string unit, int givers, int takers)
    {
        if (Side("giver") is { } giving && Side("taker") is { } taking && giving.Count == givers && taking.Count == takers)
            return (giving, taking);
        if (!applicants.TryGetValue(unit, out var row) || row.Count != givers + takers)
            return null;
        var known = row.Values.Where(party => holders.GetValueOrDefault(unit)?.Contains(party.DocumentNumber) == true).ToList();
        var first = known.Count == givers ? known : [.. row.Values.Take(givers)];
        return (first, [.. row.Values.Except(first)]);
    }

    private List<PartyInput>? Side(string name) => sides.TryGetValue(name, out var found) ? [.. found.Values] : null;

    private static async Task TakeAsync(LedgerClient client, string subject, string ofEvent, Action<DocumentField> take, CancellationToken ct)
    {
        await foreach (var record in client.Registration.Records.ListAsync(subject, RecordState.Recorded, cancellationToken: ct))
        {
            if (ofEvent.Length > 0 && !record.EventTypes.Any(type => type.EndsWith(ofEvent, StringComparison.Ordinal)))
                continue;
            foreach (var field in record.Fields)
                take(field);
        }
    }

    // _<unit>.applicant.<place>.name, .number
    private void TakeApplicant(CasePage page, DocumentField field)
    {
        foreach (var row in page.Applicants)
            Take(applicants, row.UnitCode, $"_{row.UnitCode}{Applicant}", field, [.. row.Parties.Select(static party => party.IdentityClass)]);
    }

    // _giver.<place>.name, .number
    private void TakeSide(DocumentField field)
    {
        foreach (var side in (string[])["giver", "taker"])
            Take(sides, side, $"_{side}.", field, []);
    }

    private void TakeHolder(string unit, DocumentField field)
    {
        if (!field.Name.EndsWith(Number, StringComparison.Ordinal)
            || !((string[])[$"_{unit}.buyer.", $"_{unit}.owner.", "_owner."]).Any(begin => field.Name.StartsWith(begin, StringComparison.Ordinal)))
        {
            return;
        }

        if (!holders.TryGetValue(unit, out var known))
            holders.Add(unit, known = new(StringComparer.Ordinal));
        known.Add(field.Value);
    }

    private static void Take(
        Dictionary<string, SortedDictionary<int, PartyInput>> rows, string key, string begin, DocumentField field, IReadOnlyList<IdentityClass> classes)
    {
        if (!field.Name.StartsWith(begin, StringComparison.Ordinal))
            return;
        var rest = field.Name[begin.Length..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !int.TryParse(rest[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            return;
        if (!rows.TryGetValue(key, out var row))
            rows.Add(key, row = []);
        if (!row.TryGetValue(place, out var party))
            row.Add(place, party = new());
        if (rest[dot..] == Name)
            party.Name = field.Value;
        else if (rest[dot..] == Number)
            (party.DocumentType, party.DocumentNumber) = (TypeOf(field.Value, classes), field.Value);
    }

    // The record keeps the number and not its type: any type of the same class makes the same party of it.
    private static uint TypeOf(string number, IReadOnlyList<IdentityClass> classes)
    {
        if (CitizenId.TryParse(number, Day.Last, out _, out _))
            return IdentityCard;
        if (CreditCode.TryParse(number, out _, out _))
            return CreditCodeDocument;
        return Types.Where(type => classes.Contains(IdentityDocument.ClassOf(type, number))).Append(Passport).First();
    }

    // Codes of A.30.
    private const uint IdentityCard = 1;
    private const uint Passport = 3;
    private const uint CreditCodeDocument = 8;
    private static readonly uint[] Types = [2, 3, 5, 4, 6, 7, 99];
}
