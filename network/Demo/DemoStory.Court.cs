using Ledger.V1;
using static Ledger.Network.DemoPaper;

namespace Ledger.Network;

/// <content>Third story: a court sells a debtor's home.</content>
internal sealed partial class DemoStory
{
    private const string DebtorsFlat = "441900004001GB00011F00010102";

    /// <summary>A court's sale.</summary>
    private async Task AuctionAsync()
    {
        narrator.Story("三、法院拍卖", "3. A court's sale");
        var seizure = Document(123);

        narrator.Step("登记：债务人住宅；法院查封送达，即时登记", "Registration: a debtor's home; a court's seizure arrives and is entered at once");
        var old = await TakeOverAsync(DebtorsFlat, Dai);
        var delivered = Delivered();
        await RecordAsync($"seizure / 查封 {seizure}", registration, new EnterSeizureRequest
        {
            Recording = delivered,
            UnitCode = DebtorsFlat,
            BusinessNumber = numbers.Business(),
            Kind = SeizureKind.Seizure,
            Authority = DemoPaper.Court,
            DocumentNumber = seizure,
            DeliveryTimeMs = delivered.AcceptanceTimeMs,
            Term = new SeizureTerm { Months = 36 },
            Debtors = { Dai },
            Organ = SeizureOrgan.Court,
            Document = Of("notice", "协助执行通知书"),
        });

        narrator.Step("交易：查封期间债务人出售", "Transaction: the debtor sells while the flat is seized");
        await RefuseAsync("C-29", "contract / 合同", transaction, new DemoDeed(numbers, numbers.Contract('B'), DebtorsFlat, Dai, An, 900_000).Sign());

        narrator.Step("法院拍卖成交：裁定与税款", "The court has auctioned it: its ruling, and the taxes on it");
        var deed = new DemoDeed(numbers, numbers.Office("ZY"), DebtorsFlat, Dai, An, 1_000_000) { IncomeRate = 3_000 };
        await RecordAsync($"ruling / 裁定 {deed.Basis}", registration, deed.State());
        await RecordAsync("declared, assessed / 申报、核税", tax, deed.Declare(), deed.Assess());
        await RecordAsync("paid / 完税", tax, deed.Pay());

        narrator.Step("登记：未转移即以处置解封", "Registration: the seizure lifted as disposed of, without the court's transfer");
        await RefuseAsync("C-31", "lifting / 解封", registration, Lift());

        narrator.Step("登记：裁定转移与解封一并登簿，原证书作废", "Registration: the court's transfer and the lifting together; the debtor's certificate is void");
        var file = Case(deed.Basis, (FlowCode.F218, DebtorsFlat, [An]));
        await RecordAtOnceAsync(
            $"title of the court's buyer / 买受人产权 {DebtorsFlat}",
            file,
            deed.CourtTransfer(file.Recording(reviewer), file.Business(FlowCode.F218), old, numbers.Title(), seizure),
            Lift());

        LiftSeizureRequest Lift()
        {
            var lifted = Delivered();
            return new()
            {
                Recording = lifted,
                UnitCode = DebtorsFlat,
                BusinessNumber = numbers.Business(),
                Authority = DemoPaper.Court,
                DocumentNumber = seizure,
                LiftDocumentNumber = Document(124),
                Outcome = LiftOutcome.DisposedWhole,
                DeliveryTimeMs = lifted.AcceptanceTimeMs,
                By = SeizureLifter.Same,
                Document = Of("notice", "解除查封通知书"),
            };
        }
    }

    private string Document(int number) => $"（{numbers.Today[..4]}）粤1971执保{number}号";

    // Authorities' acts need no case: they are accepted and entered at the instant they are delivered.
    private RecordingInput Delivered()
    {
        var now = NowMs;
        return new()
        {
            AcceptanceNumber = numbers.Acceptance(),
            AcceptanceTimeMs = now,
            RecordingTimeMs = now,
            Reviewer = Google.Protobuf.ByteString.CopyFrom(reviewer.Operator.Span),
            Town = LocalStaff.Town,
        };
    }
}
