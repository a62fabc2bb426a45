using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Notices, objections, easements, rights of residence and locks that are taken over from the old book.</summary>
internal static class OldRightInputs
{
    /// <summary>Reads the rows of a unit.</summary>
    public static BookCompleted OldRights(this ActReader input, ActUnit unit, OldRightsInput asked)
    {
        var rows = new BookCompleted();
        rows.Notices.AddRange(asked.Notices.Select((row, i) => Notice(input.In("notices", i), unit, row, i)).OrderBy(static row => row.RecordingMs));
        rows.Objections.AddRange(
            asked.Objections.Select((row, i) => Objection(input.In("objections", i), unit, row, i)).OrderBy(static row => row.RecordingMs));
        rows.Easements.AddRange(asked.Easements.Select((row, i) => Easement(input.In("easements", i), row, i)).OrderBy(static row => row.RecordingMs));
        rows.Residences.AddRange(
            asked.Residences.Select((row, i) => Residence(input.In("residences", i), unit, row, i)).OrderBy(static row => row.RecordingMs));
        rows.Locks.AddRange(asked.Locks.Select((row, i) => Lock(input.In("locks", i), row)).OrderBy(static row => row.RecordingMs));
        return rows;
    }

    /// <summary>As every row that an act writes, those taken over rest on the act's own document.</summary>
    public static void Complete(
        Act act, RepeatedField<AdvanceNoticeRow> notices, RepeatedField<ObjectionRow> objections, RepeatedField<EasementRow> easements,
        RepeatedField<ResidenceRow> residences, RepeatedField<LockRow> locks)
    {
        foreach (var row in notices)
            row.Document = act.Document;
        foreach (var row in objections)
            row.Document = act.Document;
        foreach (var row in easements)
            row.Document = act.Document;
        foreach (var row in residences)
            row.Document = act.Document;
        foreach (var row in locks)
            row.Document = act.Document;
    }

    private static AdvanceNoticeRow Notice(ActReader input, ActUnit unit, OldNoticeInput asked, int place)
    {
        var right = input.Required(asked.Right, "right");
        var row = new AdvanceNoticeRow
        {
            Kind = input.Known(asked.Kind, "kind"),
            Proof = Proof(input, right, $"notice.{place}.proof"),
            Basis = asked.Basis.Length == 0 ? "" : input.Basis(asked.Basis, "basis"),
            Mortgage = asked.Mortgage is null ? null : input.MortgageId(asked.Mortgage, "mortgage"),
            AmountFen = input.OptionalAmount(asked.Amount, "amount"),
            Restricted = asked.Restricted,
            RegistrableSince = input.OptionalDay(asked.RegistrableSince, "registrable_since"),
            RecordingMs = RecordedAt(input, right),
            BusinessNumber = input.In("right").OptionalText<BusinessNumber>(right.BusinessNumber, "business_number"),
        };
        row.Beneficiaries.AddRange(Parties(input, unit, asked.Beneficiaries, "beneficiaries", $"notice.{place}.beneficiary"));
        row.Obligors.AddRange(Parties(input, unit, asked.Obligors, "obligors", $"notice.{place}.obligor"));
        return row;
    }

    private static ObjectionRow Objection(ActReader input, ActUnit unit, OldObjectionInput asked, int place)
    {
        var right = input.Required(asked.Right, "right");
        return new()
        {
            Applicant = input.At(input.Party(asked.Applicant, "applicant", $"objection.{place}.applicant"), unit),
            Ground = input.Text<ReasonCode>(asked.Ground, "ground"),
            Proof = Proof(input, right, $"objection.{place}.proof"),
            Entered = input.PastDay(asked.Entered, "entered"),
            SuitFiled = input.OptionalDay(asked.SuitFiled, "suit_filed"),
            RecordingMs = RecordedAt(input, right),
            BusinessNumber = input.In("right").OptionalText<BusinessNumber>(right.BusinessNumber, "business_number"),
        };
    }

    private static EasementRow Easement(ActReader input, OldEasementInput asked, int place)
    {
        var right = input.Required(asked.Right, "right");
        return new()
        {
            Side = input.Known(asked.Side, "side"),
            OtherUnit = input.UnitCode(asked.OtherUnit, "other_unit")?.ToString() ?? "",
            Purpose = input.Text<ReasonCode>(asked.Purpose, "purpose"),
            From = input.AnyDay(asked.FirstDay, "first_day"),
            Until = input.OptionalDayAfter(asked.LastDay, "last_day"),
            Proof = Proof(input, right, $"easement.{place}.proof"),
            RecordingMs = RecordedAt(input, right),
            BusinessNumber = input.In("right").OptionalText<BusinessNumber>(right.BusinessNumber, "business_number"),
        };
    }

    private static ResidenceRow Residence(ActReader input, ActUnit unit, OldResidenceInput asked, int place)
    {
        var right = input.Required(asked.Right, "right");
        var row = new ResidenceRow
        {
            Scope = input.Known(asked.Scope, "scope"),
            From = input.AnyDay(asked.FirstDay, "first_day"),
            Until = input.OptionalDayAfter(asked.LastDay, "last_day"),
            Paid = asked.Paid,
            By = input.Known(asked.By, "by"),
            Proof = Proof(input, right, $"residence.{place}.proof"),
            RecordingMs = RecordedAt(input, right),
            BusinessNumber = input.In("right").OptionalText<BusinessNumber>(right.BusinessNumber, "business_number"),
        };
        row.Holders.AddRange(Parties(input, unit, asked.Holders, "holders", $"residence.{place}.holder"));
        return row;
    }

    private static LockRow Lock(ActReader input, OldLockInput asked)
    {
        var right = input.Required(asked.Right, "right");
        return new()
        {
            Kind = input.Known(asked.Kind, "kind"),
            Authority = input.Text<CreditCode>(asked.Authority, "authority"),
            DocumentNumber = input.OptionalText<AuthorityDocumentNumber>(asked.DocumentNumber, "document_number"),
            From = input.AnyDay(asked.FirstDay, "first_day"),
            Until = input.OptionalDayAfter(asked.LastDay, "last_day"),
            RecordingMs = RecordedAt(input, right),
            BusinessNumber = input.In("right").OptionalText<BusinessNumber>(right.BusinessNumber, "business_number"),
        };
    }

    private static CertificateId Proof(ActReader input, OldRightInput right, string name)
        => input.In("right").Certificate(right.Proof, right.LegacyProof, "proof", name);

    private static ulong RecordedAt(ActReader input, OldRightInput right) => input.In("right").PastInstant(right.RecordingTimeMs, "recording_time_ms");

    private static IEnumerable<Party> Parties(ActReader input, ActUnit unit, RepeatedField<PartyInput> asked, string list, string name)
    {
        input.Count(asked.Count, list);
        return asked
            .Select((party, i) => input.At(input.Party(party, $"{list}[{i}]", $"{name}.{i}"), unit))
            .Order(Comparer<Party>.Create(PartyOrder.Compare));
    }
}
