using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>A unit as it stands at the cut-over, taken over with its live rows of all kinds, or the reason why it cannot be.</summary>
/// <param name="history">Its acts.</param>
/// <param name="facts">What messages lack.</param>
/// <param name="covered">Kinds that the source tells of: of others nothing is known until the book is completed.</param>
/// <param name="readOn">The day on which the old book is read.</param>
internal sealed class StockOpening(UnitHistory history, SideFacts facts, IReadOnlyCollection<EncumbranceKind> covered, Day readOn)
{
    private static readonly ExchangeActKind[] Order =
        [ExchangeActKind.Mortgage, ExchangeActKind.Easement, ExchangeActKind.Notice, ExchangeActKind.Objection, ExchangeActKind.Seizure, ExchangeActKind.Lock];

    private readonly List<ExchangeOutcome> missing = [];
    private readonly List<ExchangeAct> taken = [];
    private readonly HashSet<EncumbranceKind> unknown = [];

    /// <summary>Live acts that the opening cannot hold, with the reason.</summary>
    public IReadOnlyList<ExchangeOutcome> Missing => missing;

    /// <summary>Live acts that it holds.</summary>
    public IReadOnlyList<ExchangeAct> Taken => taken;

    /// <summary>The request; null when the unit cannot be opened, and then every live act is missing.</summary>
    public OpenMigratedRequest? Build()
    {
        if (history.Title is not { } title)
            return Nothing("", new("报文中没有该单元的现势权利登记，无法载入其上的登记", "no message has a live title of the unit, so nothing on it can be taken over"));
        if (history.Blocked is { } blocked)
        {
            return Nothing(blocked.Rule, new(
                $"单元的另一登记（{blocked.Act.Message.File}）待处理，处理后再载入", $"another act of the unit ({blocked.Act.Message.File}) is undecided: it is taken over after that"));
        }

        if (Title(title) is not { } opening)
            return Nothing("", new("单元的权利登记不完整，见其条目", "the unit's title is not whole, see its own line"));
        var request = new OpenMigratedRequest
        {
            Recording = new RecordingInput
            {
                AcceptanceNumber = ExchangeAct.BaseNumber(title.BusinessNumber),
                AcceptanceTimeMs = title.AcceptedAt == 0 ? title.RecordedAt : title.AcceptedAt,
                RecordingTimeMs = title.RecordedAt,
                RecordingDate = Day.At(title.RecordedAt).ToString(),
            },
            Opening = opening,
            MigrationDate = readOn.ToString(),
            Document = DocumentOf(title),
        };
        taken.Add(title);
        var rights = new OldRightsInput();
        foreach (var act in Order.SelectMany(kind => history.Live.Where(act => act.Kind == kind)))
        {
            if (Add(request, rights, opening, act) is { } reason)
            {
                if (act.Kind is ExchangeActKind.Mortgage or ExchangeActKind.Seizure)
                {
                    missing.Add(new(act, ExchangeState.Waiting, "", reason));
                    return Nothing("", new($"单元的另一登记（{act.Message.File}）缺少事项", $"another act of the unit ({act.Message.File}) lacks a fact"));
                }

                // Its kind is left open on this unit: a lien answer says so until the book is completed.
                missing.Add(new(act, ExchangeState.Waiting, "", reason));
                unknown.Add(KindOf(act.Kind));
            }
            else
            {
                taken.Add(act);
            }
        }

        foreach (var other in history.Live.Where(static act => act.Kind == ExchangeActKind.Other))
            missing.Add(new(other, ExchangeState.Waiting, "", NoPage(other)));
        foreach (var kind in unknown)
            Drop(rights, kind);
        request.Rights = rights;
        request.Since.AddRange(covered.Where(kind => !unknown.Contains(kind)).Order().Select(kind
            => new OldKindInput { Kind = kind, Day = readOn.ToString() }));
        return request;
    }

    /// <summary>The kind of encumbrance that an act is of.</summary>
    public static EncumbranceKind KindOf(ExchangeActKind kind) => kind switch
    {
        ExchangeActKind.Mortgage => EncumbranceKind.Mortgage,
        ExchangeActKind.Seizure => EncumbranceKind.Seizure,
        ExchangeActKind.Notice => EncumbranceKind.AdvanceNotice,
        ExchangeActKind.Objection => EncumbranceKind.Objection,
        ExchangeActKind.Easement => EncumbranceKind.Easement,
        ExchangeActKind.Lock => EncumbranceKind.Lock,
        _ => EncumbranceKind.Unspecified,
    };

    /// <summary>What a message tells in words stays with the act's document, under its root.</summary>
    public static DocumentInput DocumentOf(ExchangeAct act)
    {
        var document = new DocumentInput();
        foreach (var (name, value) in ((string, string?)[])
        [
            ("source.message", act.Message.Head.BizMsgId), ("source.file", act.Message.File), ("registry.address", act.Row["FDZL"] ?? act.Row["BDCZL"]),
            ("registry.reason", act.Row["DJYY"]), ("registry.note", act.Row["FJ"]),
        ])
        {
            if (!string.IsNullOrWhiteSpace(value))
                document.Fields.Add(new DocumentField { Name = name, Value = Acknowledgements.Shorten(value) });
        }

        return document;
    }

    /// <summary>A unit as the act of its title states it.</summary>
    public static OpeningInput OpeningOf(ExchangeAct title)
    {
        var row = title.Row;
        var parcel = title.Message.Of("KTT_ZDJBXX").FirstOrDefault();
        var land = row.Table.Name == "QLF_QL_JSYDSYQ";
        var opening = new OpeningInput
        {
            UnitCode = title.Unit,
            BusinessNumber = title.BusinessNumber,
            RightType = ActValues.Number(row["QLLX"]),
            Use = ActValues.Number(land ? row["YT"] ?? parcel?["YT"] : row["GHYT"]),
            Area = ActValues.Area(row, land ? "SYQMJ" : "JZMJ"),
            CoOwnership = ActValues.CoOwnershipOf(title),
            LandNature = ActValues.Number(parcel?["QLXZ"]),
            HouseNature = row["FWXZ"] is { } nature ? ActValues.Number(nature) + 1 : 0,
            LandTermLastDay = ActValues.Day(row, land ? "SYQJSSJ" : "TDSYJSSJ"),
            InnerArea = ActValues.Area(row, "ZYJZMJ"),
            SharedArea = ActValues.Area(row, "FTJZMJ"),
            Floor = ActValues.Number(row["SZC"]),
            TotalFloors = ActValues.Number(row["ZCS"]),
            Completion = ActValues.Day(row, "JGSJ"),
        };
        opening.Owners.AddRange(ActValues.Owners(title));
        if (!land && opening.Owners.Any(static owner => ActParties.IsPerson(owner.Party)))
            opening.LandOwners.AddRange(opening.Owners.Select(static owner => owner.Party.Clone()));
        return opening;
    }

    /// <summary>Of a right that the ledger has no page for.</summary>
    public static Wording NoPage(ExchangeAct act) => new(
        $"账本不记载{act.Row.Table.Title.Chinese}", $"the ledger has no page for this right ({act.Row.Table.Title.English})");

    private OpenMigratedRequest? Nothing(string rule, Wording reason)
    {
        taken.Clear();
        var told = missing.Select(static outcome => outcome.Act).ToHashSet();
        missing.AddRange(history.Live.Where(act => !told.Contains(act)).Select(act => new ExchangeOutcome(act, ExchangeState.Waiting, rule, reason)));
        return null;
    }

    private OpeningInput? Title(ExchangeAct title)
    {
        var row = title.Row;
        if (row.Table.Name == "QLT_FW_FDCQ_DZ")
            return Lacks(title, new("项目多幢房屋的登记须逐单元载入，由登记员处理", "a title of several buildings is taken over unit by unit: a clerk decides"));
        if (title.Numbers.Count == 0)
            return Lacks(title, new("没有证号", "it has no certificate number"));
        if (title.Holders.Count == 0 || ActParties.Holders(title).Count != title.Holders.Count)
            return Lacks(title, new("权利人或其证件号缺失；姓名本身不能识别权利人", "a holder or the number of its document is missing: a name alone identifies nobody"));
        if (title.Holders.Any(static holder => holder["GYFS"] == "3"))
            return Lacks(title, new("其它共有：报文不含分组，由登记员处理", "holders in groups: the message does not say which, a clerk decides"));
        return OpeningOf(title);
    }

    private OpeningInput? Lacks(ExchangeAct act, Wording reason)
    {
        missing.Add(new(act, ExchangeState.Waiting, "", reason));
        return null;
    }

    private Wording? Add(OpenMigratedRequest request, OldRightsInput rights, OpeningInput opening, ExchangeAct act)
    {
        switch (act.Kind)
        {
            case ExchangeActKind.Mortgage:
                return AddMortgage(request, opening, act);
            case ExchangeActKind.Seizure:
                return AddSeizure(request, act);
            case ExchangeActKind.Notice:
                return AddNotice(rights, act);
            case ExchangeActKind.Objection:
                return AddObjection(rights, act);
            case ExchangeActKind.Easement:
                return AddEasement(rights, act);
            default:
                return NoPage(act);
        }
    }

    private Wording? AddMortgage(OpenMigratedRequest request, OpeningInput opening, ExchangeAct act)
    {
        if (ActValues.Mortgage(act, facts) is not { } id)
            return new("抵押权人不是一个有统一社会信用代码的单位，由登记员处理", "the mortgagee is not one organisation with a credit code: a clerk decides");
        if (act.Numbers.Count != 1)
            return new("没有唯一的登记证明号", "it has not one proof number");
        var mortgagors = ActParties.Obligors(act).Select(static party => party.DocumentNumber).ToHashSet(StringComparer.Ordinal);
        if (opening.CoOwnership != CoOwnership.Single && mortgagors.Count > 0 && opening.Owners.Any(owner => !mortgagors.Contains(owner.Party.DocumentNumber)))
            return new("抵押人少于权利人，报文不含抵押的份额，由登记员处理", "fewer mortgagors than owners, and the message does not say which share is mortgaged: a clerk decides");
        var proof = ActValues.Certificate(act.Numbers[0]);
        request.Mortgages.Add(new OldMortgageInput
        {
            Mortgage = id,
            Terms = ActValues.Terms(act),
            Certificate = proof.Number,
            LegacyCertificate = proof.Legacy,
            Rank = (uint)request.Mortgages.Count + 1,
            RecordingDate = Day.At(act.RecordedAt).ToString(),
            Share = "1/1",
            BusinessNumber = BusinessNumberOf(act),
        });
        return null;
    }

    private Wording? AddSeizure(OpenMigratedRequest request, ExchangeAct act)
    {
        if ((facts.Organ(act.Row["CFJG"]) ?? ActParties.AuthorityOf(act)) is not { } organ)
            return new("报文不含查封机关的统一社会信用代码；请在补充文件中填写organ", "the message lacks the authority's credit code: state it in the side file (organ)");
        if (facts.Delivery(act.BusinessNumber) is not { } delivered)
            return new("报文不含协助执行通知书的送达时刻；请在补充文件中填写delivery", "the message lacks the instant of delivery: state it in the side file (delivery)");
        if (ActValues.TermOf(act.Row) is not { } term)
            return new("查封起止日期缺失", "the days of the seizure are missing");
        request.Seizures.Add(new OldSeizureInput
        {
            Kind = act.Row["CFLX"] is "3" or "4" ? SeizureKind.PreSeizure : SeizureKind.Seizure,
            Authority = organ,
            DocumentNumber = act.Row["CFWH"] ?? "",
            DeliveryTimeMs = delivered,
            Term = term,
            Start = request.Seizures.Count == 0 ? ActValues.StartOf(act.Row, term) : "",
            RecordingDate = Day.At(act.RecordedAt).ToString(),
            BusinessNumber = BusinessNumberOf(act),
        });
        return null;
    }

    private Wording? AddNotice(OldRightsInput rights, ExchangeAct act)
    {
        var kind = (AdvanceNoticeKind)ActValues.Number(act.Row["YGDJZL"]);
        if (Proof(act) is not { } right)
            return new("没有唯一的登记证明号", "it has not one proof number");
        var (beneficiaries, obligors) = (ActParties.Holders(act), ActParties.Obligors(act));
        if (beneficiaries.Count == 0 || obligors.Count == 0)
            return new("权利人或义务人的证件号缺失", "a number of a beneficiary's or an obligor's document is missing");
        var ofMortgage = kind is AdvanceNoticeKind.PresaleMortgage or AdvanceNoticeKind.OtherMortgage;
        var mortgage = ofMortgage ? ActValues.Mortgage(act, facts) : null;
        if (ofMortgage && mortgage is null)
            return new("抵押预告的抵押权人不是一个有统一社会信用代码的单位", "the mortgagee of the notice is not one organisation with a credit code");
        var notice = new OldNoticeInput
        {
            Right = right,
            Kind = kind,
            Basis = ofMortgage ? "" : ActValues.Contract(act, facts) ?? "",
            Mortgage = mortgage,
            Amount = ActValues.Amount(act.Row, "QDJG"),
            Restricted = act.Row["SFCZJZHXZ"] == "1",
        };
        notice.Beneficiaries.AddRange(beneficiaries);
        notice.Obligors.AddRange(obligors);
        rights.Notices.Add(notice);
        return null;
    }

    private static Wording? AddObjection(OldRightsInput rights, ExchangeAct act)
    {
        if (Proof(act) is not { } right || ActParties.Holders(act) is not [var applicant])
            return new("没有唯一的登记证明号，或异议申请人不是一名", "it has not one proof number, or not one applicant");
        rights.Objections.Add(new OldObjectionInput
        {
            Right = right,
            Applicant = applicant,
            Ground = ActValues.Word(act.Row["YYSX"]),
            Entered = Day.At(act.RecordedAt).ToString(),
        });
        return null;
    }

    private static Wording? AddEasement(OldRightsInput rights, ExchangeAct act)
    {
        var servient = act.Row["GYDBDCDYH"] == act.Unit;
        if (Proof(act) is not { } right || (servient ? act.Row["XYDBDCDYH"] : act.Row["GYDBDCDYH"]) is not { } other)
            return new("没有唯一的登记证明号，或另一方单元号缺失", "it has not one proof number, or the other unit is missing");
        rights.Easements.Add(new OldEasementInput
        {
            Right = right,
            Side = servient ? EasementSide.Servient : EasementSide.Dominant,
            OtherUnit = other,
            Purpose = ActValues.Word(act.Row["DYQNR"]),
            FirstDay = ActValues.Day(act.Row, "QLQSSJ") is { Length: > 0 } first ? first : Day.At(act.RecordedAt).ToString(),
            LastDay = ActValues.Day(act.Row, "QLJSSJ"),
        });
        return null;
    }

    private static OldRightInput? Proof(ExchangeAct act)
    {
        if (act.Numbers.Count != 1)
            return null;
        var proof = ActValues.Certificate(act.Numbers[0]);
        return new() { Proof = proof.Number, LegacyProof = proof.Legacy, RecordingTimeMs = act.RecordedAt, BusinessNumber = BusinessNumberOf(act) };
    }

    /// <summary>Empty where the old book's number is none of this form.</summary>
    private static string BusinessNumberOf(ExchangeAct act) => Canonicalize.TryParse<BusinessNumber>(act.BusinessNumber, out var number, out _)
        ? number.ToString() : "";

    private static void Drop(OldRightsInput rights, EncumbranceKind kind)
    {
        switch (kind)
        {
            case EncumbranceKind.AdvanceNotice:
                rights.Notices.Clear();
                break;
            case EncumbranceKind.Objection:
                rights.Objections.Clear();
                break;
            case EncumbranceKind.Easement:
                rights.Easements.Clear();
                break;
        }
    }
}
