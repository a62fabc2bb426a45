using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-57 时间先后, for a seizure: the notice was delivered before it was accepted, and not in the future.</summary>
internal static class DeliveryTime
{
    public static void Check(Judgement judgement, SeizureEntered e) => Check(judgement, e.DeliveryTimeMs, e.Recording);

    /// <summary>A document of the authority was delivered before it was accepted, and not in the future.</summary>
    public static void Check(Judgement judgement, ulong deliveryTimeMs, Recording recording)
    {
        var delivered = Labels.InEvent(new("送达时间", "time of delivery"), Labels.Instant(deliveryTimeMs), "delivery_time_ms");
        if (deliveryTimeMs > judgement.TimeMs)
        {
            judgement.Fail(
                DateOrder.C57,
                new("送达时间晚于提交时间", "the notice is delivered after the time of the envelope"),
                new("请核对送达时间", "check the time of delivery"),
                delivered,
                Labels.InEnvelope(new("提交时间", "time of the envelope"), Labels.Instant(judgement.TimeMs)));
        }

        if (deliveryTimeMs > recording.AcceptanceTimeMs)
        {
            judgement.Fail(
                DateOrder.C57,
                new("送达时间晚于受理时间", "the notice is delivered after it was accepted"),
                new("请核对送达时间与受理时间", "check the times of delivery and acceptance"),
                delivered,
                Labels.InEvent(new("受理时间", "acceptance time"), Labels.Instant(recording.AcceptanceTimeMs), "recording.acceptance_time_ms"));
        }
    }
}
