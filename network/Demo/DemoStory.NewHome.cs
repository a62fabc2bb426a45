using Ledger.V1;
using static Ledger.Network.DemoPaper;

namespace Ledger.Network;

/// <content>Second story: a new home, sold before it is built.</content>
internal sealed partial class DemoStory
{
    private const string Parcel = "441900004001GB00012W00000000";
    private const string NewFlat = "441900004001GB00012F00010101";
    private const string OtherBuilding = "441900004001GB00012F00020101";

    /// <summary>A new home from permit to title; returns the buyer's loan.</summary>
    private async Task<DemoLoan> BuildAsync()
    {
        narrator.Story("二、新房：从预售许可到产权", "2. A new home from permit to title");
        var bank = LocalMember.All.Single(static member => member.Organisation == LocalMember.BankB).CreditCode;
        var permit = numbers.Permit();
        var sale = Sale(NewFlat);
        var loan = new DemoLoan(numbers, bank, NewFlat, Chen, sale.Basis);

        narrator.Step("登记：宗地首次登记，出让土地先完契税", "Registration: first registration of the parcel, whose deed tax is paid before");
        var grant = new DemoGrant(numbers, Parcel, 30_000_000);
        await RecordAsync($"grant / 出让 {grant.Number}", registration, grant.Stated());
        var file = Case(grant.Number, (FlowCode.F101, Parcel, [Developer]));
        await RefuseAsync(
            "C-14", $"parcel / 宗地 {Parcel}", registration, file.Application, file.Review(reviewer, registration), OpenParcel(file, grant));
        await RecordAsync("declared, assessed / 申报、核税", tax, grant.Declare(), grant.Assess());
        await RecordAsync("paid / 完税", tax, grant.Pay());
        await RecordAtOnceAsync($"parcel / 宗地 {Parcel}", file, OpenParcel(file, grant));

        narrator.Step("交易：预售许可与楼盘表", "Transaction: pre-sale permit and house table");
        await RecordAsync($"permit / 许可 {permit}", transaction, Permit(permit, bank), HouseTable(permit, NewFlat), HouseTable("", OtherBuilding));

        narrator.Step("交易：许可未含的楼幢不得预售", "Transaction: a flat of a building that the permit does not cover");
        await RefuseAsync("C-12", OtherBuilding, transaction, Sale(OtherBuilding).Sign());

        narrator.Step("交易：预售合同签订并备案，此时尚无产权", "Transaction: the pre-sale contract is signed and filed; nobody has a title yet");
        await RecordAsync($"signed / 签订 {sale.Basis}", transaction, sale.Sign());
        await RecordAsync("filed / 备案", transaction, sale.File());

        narrator.Step("乙银行签抵押合同；登记：购房预告与抵押预告", "Bank B signs with the buyer; registration: advance notices of purchase and mortgage");
        await RecordAsync("mortgage contract / 抵押合同", bankB, loan.Sign());
        file = Case(sale.Basis, (FlowCode.F700, NewFlat, [Developer, Chen]), (FlowCode.F702, NewFlat, [Chen]));
        var (purchase, security) = (numbers.Proof(), numbers.Proof());
        await RecordAtOnceAsync(
            "notices / 预告", file, Notice(file, sale, purchase), loan.Notice(file.Recording(reviewer), file.Business(FlowCode.F702), security));

        narrator.Step("竣工：实测；登记：项目首次登记到开发企业名下", "Built: surveyed, and registered to the developer");
        await RecordAsync("survey / 实测", transaction, HouseTable(permit, NewFlat, HouseRowsKind.Surveyed));
        file = Case("", (FlowCode.F102, NewFlat, [Developer]));
        var first = numbers.Title();
        await RecordAtOnceAsync($"first registration / 首次登记 {NewFlat}", file, Project(file, permit, first));

        narrator.Step("税务：买方契税、开发企业土地增值税", "Tax: the buyer's deed tax, the developer's land appreciation tax");
        await RecordAsync("declared, assessed / 申报、核税", tax, sale.Declare(), sale.Assess());
        await RecordAsync("paid / 完税", tax, sale.Pay());

        narrator.Step("登记：预告转本登记，产权与抵押一并登簿", "Registration: the notices become title and mortgage");
        file = Case(sale.Basis, (FlowCode.F210, NewFlat, [Developer, Chen]), (FlowCode.M1, NewFlat, [Chen]));
        var transfer = sale.Transfer(file.Recording(reviewer), file.Business(FlowCode.F210), first, numbers.Title());
        transfer.Units[0].Notices.Add(new CertificateInput { Number = purchase });
        await RecordAtOnceAsync(
            $"title and mortgage / 产权与抵押 {NewFlat}", file, transfer, loan.Register(file.Recording(reviewer), file.Business(FlowCode.M1), security));
        return loan;

        DemoDeed Sale(string unit) => new(numbers, numbers.Contract('A'), unit, Developer, Chen, 1_090_000) { Permit = permit };
    }

    private OpenFirstRegistrationRequest OpenParcel(DemoCase file, DemoGrant grant) => new()
    {
        Recording = file.Recording(reviewer),
        Basis = FirstBasis.LandGrant,
        Instrument = grant.Number,
        Opening = new OpeningInput
        {
            UnitCode = Parcel,
            BusinessNumber = file.Business(FlowCode.F101),
            RightType = RightToLand,
            Use = 701,
            Area = "5210.00",
            Owners = { new OwnerInput { Party = Developer, Certificate = numbers.Title() } },
        },
        Document = Of("land-grant.contract", "国有建设用地使用权出让合同"),
    };

    private IssuePermitRequest Permit(string permit, string bank) => new()
    {
        PermitNumber = permit,
        Developer = Developer.DocumentNumber,
        LandUnit = Parcel,
        Buildings = { NewFlat[..24] },
        Issued = numbers.Today,
        Bank = bank,
        Account = Hash("监管账户"),
        Document = Of("permit", "商品房预售许可证"),
    };

    private static PublishHouseRowsRequest HouseTable(string permit, string unit, HouseRowsKind kind = HouseRowsKind.Predicted) => new()
    {
        PermitNumber = permit,
        Kind = kind,
        Rows =
        {
            new HouseRowInput
            {
                UnitCode = unit,
                PredictedArea = kind == HouseRowsKind.Predicted ? "89.50" : "",
                SurveyedArea = kind == HouseRowsKind.Surveyed ? "89.50" : "",
                InnerArea = "70.00",
                SharedArea = "19.50",
                Use = Home,
            },
        },
        Document = Of("floor.plan", "分层分户图"),
    };

    private EnterAdvanceNoticeRequest Notice(DemoCase file, DemoDeed sale, string proof) => new()
    {
        Recording = file.Recording(reviewer),
        UnitCode = NewFlat,
        BusinessNumber = file.Business(FlowCode.F700),
        Kind = AdvanceNoticeKind.Presale,
        ContractNumber = sale.Basis,
        Obligors = { Developer },
        Beneficiaries = { Chen },
        Amount = Yuan(sale.Price),
        Proof = proof,
        Document = Of("application.form", "不动产登记申请书（预告）"),
    };

    private RegisterProjectRequest Project(DemoCase file, string permit, string certificate)
    {
        var request = new RegisterProjectRequest
        {
            Recording = file.Recording(reviewer),
            PermitNumber = permit,
            Parcel = Parcel,
            Developer = Developer.DocumentNumber,
            RightType = RightToLandAndHouse,
            Part = 1,
            OfParts = 1,
            Rows =
            {
                new ProjectRowInput
                {
                    UnitCode = NewFlat,
                    BusinessNumber = file.Business(FlowCode.F102),
                    Use = Home,
                    Area = "89.50",
                    InnerArea = "70.00",
                    SharedArea = "19.50",
                    Certificate = certificate,
                },
            },
            Document = Of("acceptance.certificate", "竣工验收备案表"),
        };

        // The notices of buyer and bank go on.
        request.Document.Acknowledgements.Add(new AcknowledgementInput { Rule = "C-34", Reason = "NOTICED_BUYER" });
        return request;
    }
}
