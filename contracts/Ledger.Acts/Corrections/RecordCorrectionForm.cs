using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>更正登记</summary>
internal sealed class RecordCorrectionForm()
    : ActForm<RecordCorrectionRequest, CorrectionRecorded>("correction", "record", new("更正登记", "record a correction, or that nothing is wrong"))
{
    public override string Example => $"ledger correction record --file correction.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
        [.. Recordings.Options, new("--result", "result", new("corrected 或 not_corrected", "corrected or not_corrected"))];

    protected override CorrectionRecorded Read(ActReader input, RecordCorrectionRequest request)
    {
        var body = new CorrectionRecorded
        {
            Recording = input.Recording(request.Recording),
            Result = input.Known(request.Result, "result"),
            Proof = request.Proof.IsEmpty ? request.Proof : input.Hash(request.Proof, "proof"),
        };
        foreach (var (unit, asked, row) in input.Units(request.Units, static unit => unit.UnitCode, "units"))
        {
            body.Units.Add(Unit(row, unit, asked));
            input.Names(unit.Text);
            input.JudgedOn(PageKeys.Title(unit.Text));
        }

        input.Count(request.Mortgages.Count, "mortgages", least: 0);
        body.Mortgages.AddRange(request.Mortgages.Select((mortgage, i) => Mortgage(input.In("mortgages", i), mortgage))
            .Order(Comparer<CorrectedMortgage>.Create(static (a, b) => PartyOrder.Compare(a.Mortgage, b.Mortgage))));
        return body;
    }

    private static CorrectedMortgage Mortgage(ActReader input, CorrectedMortgageInput asked)
    {
        var corrected = new CorrectedMortgage
        {
            Mortgage = input.MortgageId(asked.Mortgage, "mortgage"),
            Terms = input.MortgageTerms(asked.Terms, "terms"),
        };
        input.NameJudgedMortgage(corrected.Mortgage);
        return corrected;
    }

    private static CorrectedUnit Unit(ActReader input, ActUnit unit, CorrectedUnitInput asked)
    {
        var parties = PartyRenewals.Read(input, asked.Parties, unit.Text + ".party");
        var body = new CorrectedUnit
        {
            UnitCode = unit.Text,
            BusinessNumber = input.Text<BusinessNumber>(asked.BusinessNumber, "business_number"),
            PreviousEntry = input.Hash(asked.PreviousEntry, "previous_entry"),
            Epoch = unit.Epoch,
            Title = asked.Title is null ? null : Title(input.In("title"), unit, asked.Title),
        };
        body.Parties.AddRange(parties.At(input, unit));
        body.Certificates.AddRange(input.Renewals(asked.Certificates, unit.Text + ".certificate"));
        body.Bases.AddRange(parties.Bases(input, asked.Bases));
        body.Mortgages.AddRange(parties.Mortgages(input, asked.Mortgages));

        // Rows come from the page as it stands: they are no clear text.
        body.Notices.AddRange(asked.Notices.OrderBy(static row => row.Proof, Certificates));
        body.Objections.AddRange(asked.Objections.OrderBy(static row => row.Proof, Certificates));
        body.Easements.AddRange(asked.Easements.OrderBy(static row => row.Proof, Certificates));
        body.Residences.AddRange(asked.Residences.OrderBy(static row => row.Proof, Certificates));
        body.Locks.AddRange(asked.Locks.OrderBy(static row => row.DocumentNumber, StringComparer.Ordinal));
        return body;
    }

    private static Comparer<CertificateId> Certificates { get; } = Comparer<CertificateId>.Create(
        static (a, b) => a is null || b is null ? (a is null ? 0 : 1) - (b is null ? 0 : 1) : PartyOrder.Compare(a, b));

    private static CorrectedTitle Title(ActReader input, ActUnit unit, CorrectedTitleInput asked)
    {
        input.Count(asked.Owners.Count, "owners");
        var title = new CorrectedTitle
        {
            CoOwnership = input.Known(asked.CoOwnership, "co_ownership", zeroIsUnspecified: false),
            RightType = asked.RightType,
            Use = asked.Use,
            Area = input.Area(asked.Area, "area"),
            InnerArea = input.Area(asked.InnerArea, "inner_area"),
            SharedArea = input.Area(asked.SharedArea, "shared_area"),
            LandNature = asked.LandNature,
            HouseNature = asked.HouseNature,
            LandTermEnd = input.OptionalDayAfter(asked.LandTermLastDay, "land_term_last_day"),
            Floor = asked.Floor,
            TotalFloors = asked.TotalFloors,
            Completion = input.OptionalDay(asked.Completion, "completion"),
            ResaleBarredUntil = input.OptionalDay(asked.ResaleBarredUntil, "resale_barred_until"),
        };
        title.Owners.AddRange(input.Holders(unit, asked.Owners, "owners", $"{unit.Text}.owner"));
        return title;
    }
}
