using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Export;

/// <summary>Advance notices, objections, easements and rights of residence.</summary>
internal static class NoticeActs
{
    /// <summary>预告登记</summary>
    public static void Notice(ActTelling telling, EnterAdvanceNoticeRequest asked, AdvanceNoticeEntered recorded)
    {
        var book = telling.Shelf.Of(recorded.UnitCode);
        var proof = MortgageActs.NumberOf(recorded.Proof, asked.Proof);
        var before = recorded.Replaces is null ? null : book.Take("notice/" + MortgageActs.NumberOf(recorded.Replaces, asked.Replaces.Number));
        var draft = Draft(telling, book, recorded.BusinessNumber, "notice", 700, [.. asked.Beneficiaries], proof);
        draft.Applicants = ([.. asked.Beneficiaries], [.. asked.Obligors]);
        draft.CertificatesBefore = before is { Proof.Length: > 0 } ? [before.Proof] : book.Certificates;
        var row = draft.Right(
            "QLF_QL_YGDJ",
            ("YWR", HolderRows.Names(draft, asked.Obligors)),
            ("YWRZJZL", asked.Obligors is [var only] ? HolderRows.TypeOf(only) : null),
            ("YWRZJH", asked.Obligors is [var one] ? one.DocumentNumber : null),
            ("YGDJZL", $"{(int)recorded.Kind}"),
            ("DJYY", CodeNames.Of(recorded.Kind)?.Chinese),
            ("TDSYQR", HolderRows.Names(draft, book.Owners.Select(static owner => owner.Party))),
            ("GHYT", book.Use == 0 ? null : $"{book.Use}"),
            ("SZC", book.Floors.Floor == 0 ? null : $"{book.Floors.Floor}"),
            ("ZCS", book.Floors.Total == 0 ? null : $"{book.Floors.Total}"),
            ("JZMJ", MessageDraft.Square(book.Area.Whole)),
            ("BDCDJZMH", proof),
            ("SFCZJZHXZ", recorded.Restricted ? "1" : "0"),
            ("JEDW", "2"),
            ("SSYWH", before?.BusinessNumber ?? book.TitleNumber),
            ("SCYWH", before?.BusinessNumber ?? book.TitleNumber));
        draft.Set(row, "FJ", ActMessages.NoteOf(telling.Shelf, recorded.Basis));
        if (recorded.AmountFen > 0)
            draft.SetMoney(row, "QDJG", recorded.AmountFen);
        book.Put(new("notice/" + proof, recorded.BusinessNumber, proof, row, [.. asked.Beneficiaries]));
    }

    /// <summary>预告注销</summary>
    public static void CancelNotice(ActTelling telling, CancelAdvanceNoticeRequest asked, AdvanceNoticeCancelled recorded)
    {
        var book = telling.Shelf.Of(recorded.UnitCode);
        var proof = MortgageActs.NumberOf(recorded.Proof, asked.Proof.Number);
        Ends(telling, book, "notice/" + proof, recorded.BusinessNumber, "notice", 700, "QLF_QL_YGDJ", draft =>
            [("ZXYGYWH", recorded.BusinessNumber), ("ZXYGYY", CodeNames.Of(recorded.Ground)?.Chinese), ("ZXSJ", draft.At)]);
    }

    /// <summary>异议登记</summary>
    public static void Objection(ActTelling telling, EnterObjectionRequest asked, ObjectionEntered recorded)
    {
        var book = telling.Shelf.Of(recorded.UnitCode);
        var proof = MortgageActs.NumberOf(recorded.Proof, asked.Proof);
        var draft = Draft(telling, book, recorded.BusinessNumber, "objection", 600, [asked.Applicant], proof);
        draft.Proofs = [];
        draft.CertificatesBefore = book.Certificates;
        var row = draft.Right(
            "QLF_QL_YYDJ", ("QLLX", draft.RightType), ("DJYY", "异议登记"), ("YYSX", recorded.Ground), ("BDCDJZMH", proof), ("SSYWH", book.TitleNumber));
        book.Put(new(ObjectionKey(asked.Applicant, recorded.Ground), recorded.BusinessNumber, proof, row, [asked.Applicant]));
    }

    /// <summary>异议注销</summary>
    public static void CancelObjection(ActTelling telling, CancelObjectionRequest asked, ObjectionCancelled recorded)
    {
        var book = telling.Shelf.Of(recorded.UnitCode);
        Ends(telling, book, ObjectionKey(asked.Applicant, recorded.Ground), recorded.BusinessNumber, "objection", 600, "QLF_QL_YYDJ", draft =>
        [
            ("ZXYYYWH", recorded.BusinessNumber), ("ZXYYYY", CodeNames.Of(recorded.Cancellation)?.Chinese),
            ("ZXYYDBR", draft.Act.NameOf(recorded.Recording.Recorder)), ("ZXYYDJSJ", draft.At),
        ]);
    }

    /// <summary>地役权首次登记、变更: a message for the servient and one for the dominant unit.</summary>
    public static void Easement(ActTelling telling, RegisterEasementRequest asked, EasementRegistered recorded)
    {
        var proof = MortgageActs.NumberOf(recorded.Proof, asked.Proof);
        var regType = recorded.Replaces is null ? 100 : 300;
        foreach (var unit in new[] { recorded.Servient, recorded.Dominant })
        {
            var book = telling.Shelf.Of(unit.UnitCode);
            var before = recorded.Replaces is null ? null : book.Take("easement/" + MortgageActs.NumberOf(recorded.Replaces, asked.Replaces.Number));
            IReadOnlyList<PartyInput> dominant = [.. asked.Dominant.Holders];
            var draft = Draft(telling, book, unit.BusinessNumber, "easement", regType, dominant, proof);
            draft.CertificatesBefore = book.Certificates;
            draft.Applicants = (dominant, [.. asked.Servient.Holders]);
            var row = draft.Right(
                "QLF_QL_DYIQ",
                ("GYDBDCDYH", recorded.Servient.UnitCode), ("GYDQLR", HolderRows.Names(draft, asked.Servient.Holders)),
                ("GYDQLRZJZL", Joined(asked.Servient.Holders.Select(HolderRows.TypeOf))),
                ("GYDQLRZJH", Joined(asked.Servient.Holders.Select(static holder => holder.DocumentNumber))),
                ("XYDBDCDYH", recorded.Dominant.UnitCode), ("XYDQLR", HolderRows.Names(draft, asked.Dominant.Holders)),
                ("XYDQLRZJZL", Joined(asked.Dominant.Holders.Select(HolderRows.TypeOf))),
                ("XYDQLRZJZH", Joined(asked.Dominant.Holders.Select(static holder => holder.DocumentNumber))),
                ("DJYY", regType == 100 ? "地役权设立" : "地役权变更"), ("DYQNR", recorded.Purpose),
                ("QLQSSJ", draft.Day(recorded.From)), ("QLJSSJ", draft.LastDay(recorded.Until)), ("BDCDJZMH", proof), ("SSYWH", before?.BusinessNumber));
            book.Put(new("easement/" + proof, unit.BusinessNumber, proof, row, dominant));
        }
    }

    /// <summary>地役权注销</summary>
    public static void CancelEasement(ActTelling telling, CancelEasementRequest asked, EasementCancelled recorded)
    {
        var proof = MortgageActs.NumberOf(recorded.Proof, asked.Proof.Number);
        foreach (var unit in new[] { recorded.Servient, recorded.Dominant })
        {
            var book = telling.Shelf.Of(unit.UnitCode);
            var right = book.Take("easement/" + proof);
            var draft = telling.Draft(book, unit.BusinessNumber, "easementEnd", 400);
            draft.RightType = telling.RightTypeOf("easement");
            draft.Applicants = (right?.Holders ?? [], []);
            draft.CertificatesBefore = [proof];
            if (telling.IsNewer || right is null)
            {
                TitleActs.End(draft, right?.BusinessNumber ?? "", proof, CodeNames.Of(recorded.Ground)?.Chinese);
                continue;
            }

            draft.UnitsBefore = [book.Unit];
            draft.Again(right.Row, ("QSZT", "2"));
        }
    }

    /// <summary>居住权首次登记、变更</summary>
    public static void Residence(ActTelling telling, RegisterResidenceRightRequest asked, ResidenceRightRegistered recorded)
    {
        var book = telling.Shelf.Of(recorded.UnitCode);
        var proof = MortgageActs.NumberOf(recorded.Proof, asked.Proof);
        var before = recorded.Replaces is null ? null : book.Take("residence/" + MortgageActs.NumberOf(recorded.Replaces, asked.Replaces.Number));
        var draft = Draft(telling, book, recorded.BusinessNumber, "other", before is null ? 100 : 300, [.. asked.Holders], proof);
        draft.RightType = telling.RightTypeOf("residence");
        draft.CertificatesBefore = book.Certificates;
        draft.Applicants = ([.. asked.Holders], [.. book.Owners.Select(static owner => owner.Party)]);
        var row = draft.Right(
            "QLF_QL_QTXGQL", ("QLLX", draft.RightType), ("DJYY", CodeNames.Of(recorded.By)?.Chinese), ("QLQSSJ", draft.Day(recorded.From)),
            ("QLJSSJ", draft.LastDay(recorded.Until)), ("BDCQZH", proof), ("SSYWH", before?.BusinessNumber));
        book.Put(new("residence/" + proof, recorded.BusinessNumber, proof, row, [.. asked.Holders]));
    }

    /// <summary>居住权注销</summary>
    public static void CancelResidence(ActTelling telling, CancelResidenceRightRequest asked, ResidenceRightCancelled recorded)
    {
        var book = telling.Shelf.Of(recorded.UnitCode);
        var proof = MortgageActs.NumberOf(recorded.Proof, asked.Proof.Number);
        var right = book.Take("residence/" + proof);
        var draft = telling.Draft(book, recorded.BusinessNumber, "titleEnd", 400);
        draft.RightType = telling.RightTypeOf("residence");
        draft.CertificatesBefore = [proof];
        draft.Applicants = (right?.Holders ?? [], []);
        TitleActs.End(draft, right?.BusinessNumber ?? "", proof, CodeNames.Of(recorded.Ground)?.Chinese);
    }

    /// <summary>Name of an objection on a unit.</summary>
    public static string ObjectionKey(PartyInput applicant, string ground) => $"objection/{applicant.DocumentNumber}/{ground}";

    private static MessageDraft Draft(
        ActTelling telling, UnitBook book, string businessNumber, string kind, int regType, IReadOnlyList<PartyInput> holders, string proof)
    {
        var draft = telling.Draft(book, businessNumber, kind, regType);
        HolderRows.Add(draft, holders.Select(party => new BookOwner(party, proof)), holders.Count > 1 ? CoOwnership.Joint : CoOwnership.Single);
        draft.UnitsBefore = [book.Unit];
        draft.Proofs = proof.Length > 0 ? [proof] : [];
        draft.Applicants = (holders, [.. book.Owners.Select(static owner => owner.Party)]);
        return draft;
    }

    /// <summary>The end of a right in its own table: the old row with what ended it.</summary>
    private static void Ends(
        ActTelling telling, UnitBook book, string key, string businessNumber, string kind, int regType, string table,
        Func<MessageDraft, (string Attribute, string? Value)[]> end)
    {
        var right = book.Take(key);
        var draft = telling.Draft(book, businessNumber, kind, regType);
        draft.UnitsBefore = [book.Unit];
        draft.CertificatesBefore = right is { Proof.Length: > 0 } ? [right.Proof] : [];
        draft.Applicants = (right?.Holders ?? [], []);
        HolderRows.Add(
            draft, (right?.Holders ?? []).Select(party => new BookOwner(party, right!.Proof)),
            right?.Holders.Count > 1 ? CoOwnership.Joint : CoOwnership.Single, holdsPaper: false);
        var row = right is null ? draft.Right(table) : draft.Again(right.Row);
        foreach (var (attribute, value) in end(draft))
            draft.Set(row, attribute, value);
        draft.Set(row, "QSZT", "2");
    }

    private static string? Joined(IEnumerable<string?> values)
    {
        var all = values.ToList();
        return all.Count == 0 || all.Exists(string.IsNullOrEmpty) ? null : string.Join(',', all);
    }
}
