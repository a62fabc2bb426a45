using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of notices, objections, easements, rights of residence and locks that are taken over from the old book.</summary>
internal static class OldRightsShape
{
    public static void Check(
        Shape shape,
        RepeatedField<AdvanceNoticeRow> notices,
        RepeatedField<ObjectionRow> objections,
        RepeatedField<EasementRow> easements,
        RepeatedField<ResidenceRow> residences,
        RepeatedField<LockRow> locks)
    {
        Each(shape, notices, "notices", (row, path) =>
        {
            shape.Known(row.Kind, path + ".kind");
            Row(shape, row.Proof, row.RecordingMs, row.BusinessNumber, row.Document, row.Ended | row.Lapses, path);
            Parties(shape, row.Beneficiaries, path + ".beneficiaries");
            Parties(shape, row.Obligors, path + ".obligors");
            if (row.Basis.Length > 0)
                shape.Basis(row.Basis, path + ".basis");
            shape.Amount(row.AmountFen, path + ".amount_fen", positive: false);
            Optional(shape, row.RegistrableSince, path + ".registrable_since");
            var ofMortgage = row.Kind is AdvanceNoticeKind.PresaleMortgage or AdvanceNoticeKind.OtherMortgage;
            if (ofMortgage ? !shape.Mortgage(row.Mortgage, path + ".mortgage") : row.Mortgage is not null)
                shape.Fault(Shape.C69, path + ".mortgage", row.Mortgage?.ContractNumber, new("仅抵押权预告填写", "a mortgage, of the notice of one alone"));
        });
        Each(shape, objections, "objections", (row, path) =>
        {
            shape.PartyValue(row.Applicant, path + ".applicant");
            shape.Identifier<ReasonCode>(row.Ground, path + ".ground");
            shape.Date(row.Entered, path + ".entered");
            Optional(shape, row.SuitFiled, path + ".suit_filed");
            if (row.SuitFiled != 0 && row.SuitFiled < row.Entered)
                shape.Fault(Shape.C69, path + ".suit_filed", row.SuitFiled, new("不早于异议登记日期", "a day not before the entry"));
            Row(shape, row.Proof, row.RecordingMs, row.BusinessNumber, row.Document, row.Ended | row.Lapses, path);
        });
        Each(shape, easements, "easements", (row, path) =>
        {
            shape.Known(row.Side, path + ".side");
            shape.Unit(row.OtherUnit, path + ".other_unit");
            shape.Identifier<ReasonCode>(row.Purpose, path + ".purpose");
            shape.Date(row.From, path + ".from");
            Optional(shape, row.Until, path + ".until");
            Row(shape, row.Proof, row.RecordingMs, row.BusinessNumber, row.Document, row.Ended, path);
        });
        Each(shape, residences, "residences", (row, path) =>
        {
            Parties(shape, row.Holders, path + ".holders");
            shape.Known(row.Scope, path + ".scope");
            shape.Known(row.By, path + ".by");
            shape.Date(row.From, path + ".from");
            Optional(shape, row.Until, path + ".until");
            Row(shape, row.Proof, row.RecordingMs, row.BusinessNumber, row.Document, row.Ended, path);
        });
        Each(shape, locks, "locks", (row, path) =>
        {
            shape.Known(row.Kind, path + ".kind");
            shape.Identifier<CreditCode>(Shape.F04, row.Authority, path + ".authority");
            if (row.DocumentNumber.Length > 0)
                shape.Identifier<AuthorityDocumentNumber>(row.DocumentNumber, path + ".document_number");
            shape.Date(row.From, path + ".from");
            Optional(shape, row.Until, path + ".until");
            Common(shape, row.RecordingMs, row.BusinessNumber, row.Document, row.Ended, path);
        });
    }

    /// <summary>How many parties stand by a number of no form: not more than are named by their tokens.</summary>
    public static void NumberExceptions(
        Shape shape, uint count, IEnumerable<Party?> others,
        RepeatedField<AdvanceNoticeRow> notices, RepeatedField<ObjectionRow> objections, RepeatedField<ResidenceRow> residences)
    {
        var named = others
            .Concat(notices.SelectMany(static row => row.Beneficiaries.Concat(row.Obligors)))
            .Concat(objections.Select(static row => row.Applicant))
            .Concat(residences.SelectMany(static row => row.Holders))
            .Count(static party => party is { IdentityClass: IdentityClass.Other });
        if (count > named)
        {
            shape.Fault(Shape.F04, "number_exceptions", count,
                new($"至多{named}：以其他证件记载的当事人数", $"at most {named}, the parties named by another document"));
        }
    }

    private static void Each<T>(Shape shape, RepeatedField<T> rows, string list, Action<T, string> check)
    {
        if (rows.Count > shape.MaximumItems)
            shape.Fault(Shape.C69, list, rows.Count, new($"不超过{shape.MaximumItems}项", $"at most {shape.MaximumItems} items"));
        for (var i = 0; i < rows.Count; i++)
            check(rows[i], $"{list}[{i}]");
    }

    private static void Row(Shape shape, CertificateId? proof, ulong recordingMs, string business, DocumentRoot? document, uint ended, string path)
    {
        shape.Certificate(proof, CertificateKind.Proof, legacyAllowed: true, path + ".proof");
        Common(shape, recordingMs, business, document, ended, path);
    }

    private static void Common(Shape shape, ulong recordingMs, string business, DocumentRoot? document, uint ended, string path)
    {
        shape.Instant(recordingMs, path + ".recording_ms");
        if (business.Length > 0)
            shape.Identifier<BusinessNumber>(business, path + ".business_number");
        shape.Document(document, path + ".document");
        if (ended != 0)
            shape.Fault(Shape.C69, path + ".ended", ended, new("空：只带入现势的权利", "nothing: only what is live is taken over"));
    }

    private static void Parties(Shape shape, RepeatedField<Party> parties, string path)
    {
        var sound = true;
        for (var i = 0; i < parties.Count; i++)
            sound &= shape.PartyValue(parties[i], $"{path}[{i}]");
        if (sound)
            shape.Sorted(parties, PartyOrder.Compare, path);
    }

    private static void Optional(Shape shape, uint day, string path)
    {
        if (day != 0)
            shape.Date(day, path);
    }
}
