using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>
/// An act that the ledger does not know, proposed as the ordinary act it is: accepted, reviewed and recorded in one envelope, judged by
/// the same rules as at the counter. What a message lacks for it is the reason why it is not proposed.
/// </summary>
/// <param name="facts">What messages lack.</param>
/// <param name="counter">Where it is accepted and reviewed.</param>
internal sealed class DailyAct(SideFacts facts, Counter counter)
{
    private static readonly string[] CourtWords = ["裁定", "判决", "法院", "拍卖"];

    /// <summary>The acts of the envelope, or the reason why there is none.</summary>
    /// <param name="act">The act.</param>
    /// <param name="ended">Of an ending, what it ends.</param>
    /// <param name="isAccepted">Whether the ledger has its case already.</param>
    public (IReadOnlyList<RegistrationAct> Acts, Wording? Reason) Propose(ExchangeAct act, ExchangeAct? ended, bool isAccepted)
    {
        if (act.AcceptedAt == 0)
            return No("受理时间缺失", "the time of acceptance is missing");
        return act.Kind switch
        {
            ExchangeActKind.Title => Title(act, isAccepted),
            ExchangeActKind.Mortgage => Mortgage(act, isAccepted),
            ExchangeActKind.Notice => Notice(act, isAccepted),
            ExchangeActKind.Objection => Objection(act, isAccepted),
            ExchangeActKind.Seizure => Seizure(act),
            ExchangeActKind.End when ended?.Kind == ExchangeActKind.Mortgage => MortgageEnd(act, ended, isAccepted),
            ExchangeActKind.End => No("注销的对象须由登记员核对后办理", "what it ends is compared and ended by a clerk"),
            _ => (Nothing, StockOpening.NoPage(act)),
        };
    }

    private static IReadOnlyList<RegistrationAct> Nothing => [];

    private static (IReadOnlyList<RegistrationAct>, Wording?) No(string chinese, string english) => (Nothing, new(chinese, english));

    private (IReadOnlyList<RegistrationAct>, Wording?) Title(ExchangeAct act, bool isAccepted)
    {
        var type = act.Row["DJLX"] ?? act.Message.Head.RegType;
        if (act.Row.Table.Name == "QLT_FW_FDCQ_DZ" || act.Holders.Count == 0 || act.Numbers.Count == 0 || ActParties.Holders(act).Count != act.Holders.Count)
            return No("权利人、证件号或证号缺失，或为项目多幢，由登记员处理", "a holder, document or certificate number is missing, or it is a project: a clerk decides");
        if (type == "100")
        {
            return Case(act, FlowCode.F102, "", [], isAccepted, recording => new RegistrationAct
            {
                OpenFirstRegistration = new OpenFirstRegistrationRequest
                {
                    Recording = recording,
                    Opening = StockOpening.OpeningOf(act),
                    Document = StockOpening.DocumentOf(act),
                },
            });
        }

        if (type != "200")
            return No($"登记类型{type}：变更、更正的内容须与登记簿比对，由登记员处理", $"type of registration {type}: what changes follows from the book, a clerk decides");
        if (Array.Exists(CourtWords, word => (act.Row["DJYY"] ?? "").Contains(word, StringComparison.Ordinal)))
            return No("登记原因涉及司法处置，由登记员处理", "the reason speaks of a court: a clerk decides");
        if (ActValues.Contract(act, facts) is not { } contract)
            return No("报文不含合同号；请在补充文件中填写contract", "the message lacks the contract's number: state it in the side file (contract)");
        var sellers = ActParties.Obligors(act);
        if (sellers.Count == 0)
            return No("义务人的证件号缺失", "the numbers of the sellers' documents are missing");
        return Case(act, FlowCode.F211, contract, sellers, isAccepted, recording => Transfer(act, recording, contract, sellers));
    }

    private static RegistrationAct Transfer(ExchangeAct act, RecordingInput recording, string contract, IReadOnlyList<PartyInput> sellers)
    {
        var unit = new UnitTransferInput
        {
            UnitCode = act.Unit,
            BusinessNumber = act.BusinessNumber,
            CoOwnership = ActValues.CoOwnershipOf(act),
            Price = ActValues.Amount(act.Row, "FDCJYJG"),
        };
        unit.Previous.AddRange(CertificateNumbers.Split(act.Message.Head.PreCertId).Select(ActValues.Certificate));
        unit.Sellers.AddRange(sellers.Select(static seller => new TransferPartyInput { Party = seller.Clone() }));
        unit.Buyers.AddRange(ActValues.Owners(act));
        return new RegistrationAct
        {
            RecordTransfer = new RecordTransferRequest
            {
                Recording = recording,
                ContractNumber = contract,
                Price = ActValues.Amount(act.Row, "FDCJYJG"),
                Units = { unit },
                Document = StockOpening.DocumentOf(act),
            },
        };
    }

    private (IReadOnlyList<RegistrationAct>, Wording?) Mortgage(ExchangeAct act, bool isAccepted)
    {
        if (ActValues.Mortgage(act, facts) is not { } id || act.Numbers.Count != 1)
            return No("抵押权人不是一个有统一社会信用代码的单位，或没有唯一的登记证明号", "the mortgagee is not one organisation with a credit code, or there is not one proof");
        if (facts.Mortgage(act.BusinessNumber) is null)
            return No("报文不含抵押合同号；请在补充文件中填写mortgage", "the message lacks the mortgage contract's number: state it in the side file (mortgage)");
        return Case(act, FlowCode.M1, "", ActParties.Obligors(act), isAccepted, recording => new RegistrationAct
        {
            RegisterMortgage = new RegisterMortgageRequest
            {
                Recording = recording,
                Mortgage = id,
                Terms = ActValues.Terms(act),
                Certificate = act.Numbers[0],
                Object = MortgageObject.LandAndBuilding,
                Units =
                {
                    new MortgageUnitInput
                    {
                        UnitCode = act.Unit,
                        BusinessNumber = act.BusinessNumber,
                        Rank = Math.Max(1, ActValues.Number(act.Row["DYQSW"])),
                        Share = "1/1",
                    },
                },
                Document = StockOpening.DocumentOf(act),
            },
        });
    }

    private (IReadOnlyList<RegistrationAct>, Wording?) MortgageEnd(ExchangeAct act, ExchangeAct ended, bool isAccepted)
    {
        if (ActValues.Mortgage(ended, facts) is not { } id || ended.Numbers.Count != 1)
            return No("所注销抵押的抵押权人或证明号缺失", "the mortgagee or the proof of what it ends is missing");
        return Case(act with { Numbers = [] }, FlowCode.M9, "", [.. ActParties.Holders(ended)], isAccepted, recording => new RegistrationAct
        {
            CancelMortgage = new CancelMortgageRequest
            {
                Recording = recording,
                Mortgage = id,
                Certificate = ActValues.Certificate(ended.Numbers[0]),
                Units = { new UnitBusinessInput { UnitCode = act.Unit, BusinessNumber = act.BusinessNumber } },
                Document = StockOpening.DocumentOf(act),
            },
        });
    }

    private (IReadOnlyList<RegistrationAct>, Wording?) Notice(ExchangeAct act, bool isAccepted)
    {
        var kind = (AdvanceNoticeKind)ActValues.Number(act.Row["YGDJZL"]);
        var ofMortgage = kind is AdvanceNoticeKind.PresaleMortgage or AdvanceNoticeKind.OtherMortgage;
        var contract = ActValues.Contract(act, facts);
        if (act.Numbers.Count != 1 || (ofMortgage ? ActValues.Mortgage(act, facts) is null : contract is null))
            return No("登记证明号、合同号或抵押权人缺失；合同号可在补充文件中填写contract", "proof, contract or mortgagee is missing: a contract can stand in the side file (contract)");
        var flow = kind switch
        {
            AdvanceNoticeKind.Presale => FlowCode.F700,
            AdvanceNoticeKind.OtherSale => FlowCode.F701,
            AdvanceNoticeKind.PresaleMortgage => FlowCode.F702,
            _ => FlowCode.F703,
        };
        var request = new EnterAdvanceNoticeRequest
        {
            UnitCode = act.Unit,
            BusinessNumber = act.BusinessNumber,
            Kind = kind,
            ContractNumber = ofMortgage ? "" : contract!,
            Mortgage = ofMortgage ? ActValues.Mortgage(act, facts) : null,
            Amount = ActValues.Amount(act.Row, "QDJG"),
            Restricted = act.Row["SFCZJZHXZ"] == "1",
            Proof = act.Numbers[0],
            Document = StockOpening.DocumentOf(act),
        };
        request.Obligors.AddRange(ActParties.Obligors(act));
        request.Beneficiaries.AddRange(ActParties.Holders(act));
        return Case(act, flow, ofMortgage ? "" : contract!, ActParties.Obligors(act), isAccepted, recording =>
        {
            request.Recording = recording;
            return new RegistrationAct { EnterAdvanceNotice = request };
        });
    }

    private (IReadOnlyList<RegistrationAct>, Wording?) Objection(ExchangeAct act, bool isAccepted)
    {
        if (act.Numbers.Count != 1 || ActParties.Holders(act) is not [var applicant])
            return No("没有唯一的登记证明号，或异议申请人不是一名", "it has not one proof number, or not one applicant");
        return Case(act, FlowCode.F600, "", [], isAccepted, recording => new RegistrationAct
        {
            EnterObjection = new EnterObjectionRequest
            {
                Recording = recording,
                UnitCode = act.Unit,
                BusinessNumber = act.BusinessNumber,
                Applicant = applicant,
                Ground = ActValues.Word(act.Row["YYSX"]),
                Date = Day.At(act.RecordedAt).ToString(),
                Proof = act.Numbers[0],
                Document = StockOpening.DocumentOf(act),
            },
        });
    }

    private (IReadOnlyList<RegistrationAct>, Wording?) Seizure(ExchangeAct act)
    {
        if ((facts.Organ(act.Row["CFJG"]) ?? ActParties.AuthorityOf(act)) is not { } organ || facts.Delivery(act.BusinessNumber) is not { } delivered
            || ActValues.TermOf(act.Row) is not { } term)
        {
            return No("报文不含查封机关代码或送达时刻；请在补充文件中填写organ、delivery", "the message lacks the authority's code or the instant of delivery: state them in the side file (organ, delivery)");
        }

        var debtors = ActParties.Obligors(act);
        if (debtors.Count == 0)
            return No("报文不含被执行人的证件号", "the message lacks the numbers of the debtors' documents");
        var application = new AcceptApplicationRequest { AcceptanceNumber = ExchangeAct.BaseNumber(act.BusinessNumber), AcceptanceTimeMs = act.AcceptedAt };
        var request = new EnterSeizureRequest
        {
            Recording = counter.Recording(application, act.RecordedAt),
            UnitCode = act.Unit,
            BusinessNumber = act.BusinessNumber,
            Kind = act.Row["CFLX"] is "3" or "4" ? SeizureKind.PreSeizure : SeizureKind.Seizure,
            Authority = organ,
            DocumentNumber = act.Row["CFWH"] ?? "",
            DeliveryTimeMs = delivered,
            Term = term,
            Organ = SeizureOrgan.Court,
            FirstDay = ActValues.Day(act.Row, "CFQSSJ"),
            LastDay = ActValues.Day(act.Row, "CFJSSJ"),
            Document = StockOpening.DocumentOf(act),
        };
        request.Debtors.AddRange(debtors);
        return ([new RegistrationAct { EnterSeizure = request }], null);
    }

    /// <summary>A case of one act: accepted and reviewed in the same envelope, unless the ledger has it already.</summary>
    private (IReadOnlyList<RegistrationAct>, Wording?) Case(
        ExchangeAct act, FlowCode flow, string basis, IReadOnlyList<PartyInput> others, bool isAccepted, Func<RecordingInput, RegistrationAct> record)
    {
        var application = new AcceptApplicationRequest
        {
            AcceptanceNumber = ExchangeAct.BaseNumber(act.BusinessNumber),
            AcceptanceTimeMs = act.AcceptedAt,
            Town = Counter.Town,
            Basis = basis,
            Channel = CaseChannel.Counter,
            Flows = { new AcceptedFlowInput { Flow = flow, UnitCode = act.Unit, BusinessNumber = act.BusinessNumber } },
            Document = new DocumentInput(),
        };
        var applicants = new ApplicantsInput { UnitCode = act.Unit };
        applicants.Parties.AddRange(others.Concat(ActParties.Holders(act))
            .DistinctBy(static party => (party.DocumentType, party.DocumentNumber))
            .Select(static party => party.Clone()));
        application.Applicants.Add(applicants);
        var recording = record(counter.Recording(application, act.RecordedAt));
        return isAccepted
            ? ([recording], null)
            : ([
                new RegistrationAct { AcceptApplication = application },
                new RegistrationAct { ReviewCase = counter.Review(application, Day.At(act.RecordedAt).ToString()) },
                recording,
            ], null);
    }
}
