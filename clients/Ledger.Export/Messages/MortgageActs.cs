using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Export;

/// <summary>Mortgages from registration to cancellation.</summary>
internal static class MortgageActs
{
    private const uint CreditCode = 8;

    /// <summary>抵押权首次登记</summary>
    public static void Register(ActTelling telling, RegisterMortgageRequest asked, MortgageRegistered recorded)
    {
        var proof = NumberOf(recorded.Certificate, asked.Certificate);
        var mortgagee = asked.Lender ?? Mortgagee(recorded.Mortgage);
        foreach (var unit in recorded.Units)
        {
            var request = TitleActs.Asked(asked.Units, unit.UnitCode, static row => row.UnitCode);
            var book = telling.Shelf.Of(unit.UnitCode);
            if (unit.Converts is not null)
                book.Take("notice/" + NumberOf(unit.Converts, request.Converts));
            var draft = Draft(telling, book, unit.BusinessNumber, 100, [mortgagee], proof);
            IReadOnlyList<PartyInput> mortgagors = asked.Mortgagors.Count > 0 ? [.. asked.Mortgagors]
                : request.Holding.Count > 0 ? [.. request.Holding] : [.. book.Owners.Select(static owner => owner.Party)];
            var row = draft.Right(
                "QLF_QL_DYAQ",
                ("DYBDCLX", recorded.Object == MortgageObject.Unspecified ? null : $"{(int)recorded.Object}"),
                ("DYR", HolderRows.Names(draft, mortgagors)),
                ("DJYY", CodeNames.Of(recorded.Ground)?.Chinese ?? "抵押合同设立"),
                ("DYQSW", $"{unit.Rank}"),
                ("DYMJ", MessageDraft.Square(book.Area.Whole)),
                ("BDCDJZMH", proof),
                ("SSYWH", book.TitleNumber),
                ("SCYWH", book.TitleNumber),
                ("DYJELX", recorded.Units.Count > 1 ? "1" : "0"));
            Terms(draft, row, recorded.Terms);
            draft.CertificatesBefore = book.Certificates;
            draft.Applicants = ([mortgagee], mortgagors);
            book.Put(new(KeyOf(recorded.Mortgage), unit.BusinessNumber, proof, row, [mortgagee]));
        }
    }

    /// <summary>抵押权变更登记: of every unit, or of those that join or leave.</summary>
    public static void Change(ActTelling telling, ChangeMortgageRequest asked, MortgageChanged recorded)
    {
        var key = KeyOf(recorded.Mortgage);
        var proof = NumberOf(recorded.Certificate, asked.Certificate);
        foreach (var unit in recorded.Units)
        {
            var book = telling.Shelf.Of(unit.UnitCode);
            if (recorded.What == MortgageChangeKind.UnitsOut)
            {
                End(telling, book, key, unit.BusinessNumber, "抵押物减少");
                continue;
            }

            GoesOn(telling, book, key, unit.BusinessNumber, 300, CodeNames.Of(recorded.What)?.Chinese, proof, [Mortgagee(recorded.Mortgage)], (draft, row) =>
            {
                if (recorded.Terms is not null)
                    Terms(draft, row, recorded.Terms);
                if (unit.Rank > 0)
                    draft.Set(row, "DYQSW", $"{unit.Rank}");
            });
        }
    }

    /// <summary>顺位变更: one message with the rows of all mortgages of the holding.</summary>
    public static void Ranks(ActTelling telling, MortgageRanksChanged recorded)
    {
        var book = telling.Shelf.Of(recorded.UnitCode);
        var known = recorded.Order.Select(id => book.Find(KeyOf(id))).OfType<BookRight>().ToList();
        var draft = Draft(telling, book, recorded.BusinessNumber, 300, [], "");
        HolderRows.Add(
            draft, known.SelectMany(static right => right.Holders.Select(holder => new BookOwner(holder, right.Proof))), CoOwnership.Single, holdsPaper: false);
        draft.Applicants = ([.. known.SelectMany(static right => right.Holders)], draft.Applicants.Givers);
        draft.CertificatesBefore = [.. known.Select(static right => right.Proof).Where(static proof => proof.Length > 0)];
        for (var i = 0; i < known.Count; i++)
        {
            var row = draft.Again(
                known[i].Row, ("YWH", recorded.BusinessNumber), ("DJLX", "300"), ("DJYY", "顺位变更"), ("DYQSW", $"{i + 1}"), ("DJSJ", draft.At),
                ("SSYWH", known[i].BusinessNumber), ("SCYWH", known[i].BusinessNumber));
            book.Put(known[i] with { BusinessNumber = recorded.BusinessNumber, Row = row });
        }
    }

    /// <summary>抵押权转移登记</summary>
    public static void Transfer(ActTelling telling, TransferMortgageRequest asked, MortgageTransferred recorded)
    {
        foreach (var unit in recorded.Units)
        {
            GoesOn(
                telling, telling.Shelf.Of(unit.UnitCode), KeyOf(recorded.Mortgage), unit.BusinessNumber, 200, "抵押权转移",
                NumberOf(recorded.Certificate, asked.Certificate), [Mortgagee(recorded.Assignee)], static (_, _) => { }, KeyOf(recorded.Assignee));
        }
    }

    /// <summary>最高额抵押权确定</summary>
    public static void Determine(ActTelling telling, MortgageDetermined recorded)
    {
        foreach (var unit in recorded.Units)
        {
            GoesOn(
                telling, telling.Shelf.Of(unit.UnitCode), KeyOf(recorded.Mortgage), unit.BusinessNumber, 300, "最高额抵押权确定", proof: "", holders: null,
                (draft, row) => draft.SetMoney(row, "BDBZZQSE", recorded.DeterminedFen));
        }
    }

    /// <summary>在建建筑物抵押转现房抵押: what goes on, and what leaves.</summary>
    public static void Convert(ActTelling telling, ConvertMortgageRequest asked, MortgageConverted recorded)
    {
        var proof = NumberOf(recorded.Certificate, asked.Certificate);
        foreach (var unit in recorded.Units)
        {
            GoesOn(
                telling, telling.Shelf.Of(unit.UnitCode), KeyOf(recorded.Mortgage), unit.BusinessNumber, 300, "在建抵押转现房抵押", proof,
                [Mortgagee(recorded.Mortgage)], static (draft, row) => draft.Set(row, "DYBDCLX", $"{(int)MortgageObject.LandAndBuilding}"));
        }

        foreach (var unit in recorded.Excluded)
            End(telling, telling.Shelf.Of(unit.UnitCode), KeyOf(recorded.Mortgage), unit.BusinessNumber, CodeNames.Of(unit.Ground)?.Chinese ?? "抵押物减少");
    }

    /// <summary>抵押权注销登记</summary>
    public static void Cancel(ActTelling telling, MortgageCancelled recorded)
    {
        foreach (var unit in recorded.Units)
            End(telling, telling.Shelf.Of(unit.UnitCode), KeyOf(recorded.Mortgage), unit.BusinessNumber, CodeNames.Of(recorded.Ground)?.Chinese);
    }

    /// <summary>Name of a mortgage on a unit.</summary>
    public static string KeyOf(MortgageId id)
        => $"mortgage/{(id.Token.IsEmpty ? id.Mortgagee : System.Convert.ToHexStringLower(id.Token.Span))}/{id.ContractNumber}/{id.Part}";

    /// <summary>A mortgagee on the ledger: an organisation by its credit code.</summary>
    public static PartyInput Mortgagee(MortgageId id) => new() { DocumentType = id.Mortgagee.Length > 0 ? CreditCode : 0, DocumentNumber = id.Mortgagee };

    /// <summary>A certificate of the ledger, a legacy one as it was written.</summary>
    public static string NumberOf(CertificateId? id, string written) => id is { Number.Length: > 0 } ? id.Number : written;

    /// <summary>What a mortgage secures.</summary>
    public static void Terms(MessageDraft draft, ExchangeRow row, MortgageTerms terms)
    {
        var isMaximum = terms.Mode == MortgageMode.Maximum;
        draft.Set(row, "DYFS", $"{(int)terms.Mode}");
        draft.SetMoney(row, "BDBZZQSE", terms.AmountFen);
        if (isMaximum)
            draft.SetMoney(row, "ZGZQSE", terms.AmountFen);
        else
            draft.Set(row, "ZGZQSE", "0.0000");
        draft.Set(row, "JEDW", "2");
        draft.Set(row, "BZ", "人民币");
        draft.Set(row, "ZWLXQSSJ", draft.Day(terms.TermStart));
        draft.Set(row, "ZWLXJSSJ", draft.LastDay(terms.TermEnd));
        draft.Set(row, "SFCZJZHXZ", terms.TransferRestricted ? "1" : "0");
    }

    private static MessageDraft Draft(
        ActTelling telling, UnitBook book, string businessNumber, int regType, IReadOnlyList<PartyInput> holders, string proof)
    {
        var draft = telling.Draft(book, businessNumber, "mortgage", regType);
        HolderRows.Add(draft, holders.Select(party => new BookOwner(party, proof)), CoOwnership.Single);
        draft.UnitsBefore = [book.Unit];
        draft.Proofs = proof.Length > 0 ? [proof] : [];
        draft.Applicants = (holders, [.. book.Owners.Select(static owner => owner.Party)]);
        return draft;
    }

    /// <summary>A mortgage that goes on by a new act; the row of a unit that joins is that of a unit of the same mortgage.</summary>
    private static void GoesOn(
        ActTelling telling, UnitBook book, string key, string businessNumber, int regType, string? reason, string proof,
        IReadOnlyList<PartyInput>? holders, Action<MessageDraft, ExchangeRow> change, string? newKey = null)
    {
        var before = book.Find(key);
        var held = holders ?? before?.Holders ?? [];
        // A private lender has a token alone on the ledger; who it is told the registration.
        if (held is [{ DocumentNumber.Length: 0 }] && before is not null)
            held = before.Holders;
        var draft = Draft(telling, book, businessNumber, regType, held, proof);
        draft.CertificatesBefore = before is { Proof.Length: > 0 } ? [before.Proof] : book.Certificates;
        var row = before is null
            ? draft.Right(
                "QLF_QL_DYAQ", ("DJYY", reason), ("DYR", HolderRows.Names(draft, book.Owners.Select(static owner => owner.Party))), ("BDCDJZMH", proof))
            : draft.Again(
                before.Row, ("YWH", businessNumber), ("DJLX", $"{regType}"), ("DJYY", reason), ("DJSJ", draft.At),
                ("BDCDJZMH", proof.Length > 0 ? proof : before.Proof), ("SSYWH", before.BusinessNumber), ("SCYWH", before.BusinessNumber));
        change(draft, row);
        if (newKey is not null)
            book.Take(key);
        book.Put(new(newKey ?? key, businessNumber, proof.Length > 0 ? proof : before?.Proof ?? "", row, held));
    }

    private static void End(ActTelling telling, UnitBook book, string key, string businessNumber, string? reason)
    {
        var before = book.Take(key);
        var draft = telling.Draft(book, businessNumber, "mortgageEnd", 400);
        draft.RightType = telling.RightTypeOf("mortgage");
        draft.UnitsBefore = [book.Unit];
        draft.CertificatesBefore = before is { Proof.Length: > 0 } ? [before.Proof] : [];
        draft.Applicants = (before?.Holders ?? [], [.. book.Owners.Select(static owner => owner.Party)]);
        if (telling.IsNewer || before is null)
        {
            TitleActs.End(draft, before?.BusinessNumber ?? "", before?.Proof ?? "", reason);
            return;
        }

        HolderRows.Add(draft, before.Holders.Select(party => new BookOwner(party, before.Proof)), CoOwnership.Single, holdsPaper: false);
        draft.Again(before.Row, ("ZXDYYWH", businessNumber), ("ZXDYYY", reason), ("ZXSJ", draft.At), ("QSZT", "2"));
    }
}
