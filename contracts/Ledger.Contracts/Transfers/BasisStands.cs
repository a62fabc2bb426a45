using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-10 先备案后登记 and C-11 合同未撤销 for whatever a transfer rests on: a contract was filed when it was accepted, where the
/// city asks for filing; an instrument was stated; neither was taken back before the recording.
/// </summary>
internal static class BasisStands
{
    private static readonly Wording Record = new("依据", "basis");

    /// <summary>The basis exists and may be recorded.</summary>
    /// <returns>False when there is none to judge by.</returns>
    public static bool Check(Judgement judgement, Basis basis, Recording recording)
    {
        var accepted = Day.At(recording.AcceptanceTimeMs).Number;
        switch (basis.State)
        {
            case BasisState.Absent:
                judgement.WrongState(
                    Record, new("不存在", "absent"), basis.IsContract ? ["ContractSigned"] : ["InstrumentStated"], basis.SaysState);
                return false;
            case BasisState.Signed when MustBeFiled(judgement, basis):
            case BasisState.Ready when basis.Filed > accepted && MustBeFiled(judgement, basis):
                judgement.Fail(
                    ContractStands.C10,
                    new("受理时合同尚未备案", "the contract was not filed when the transfer was accepted"),
                    new("请先备案，再受理转移登记", "file the contract, then accept the transfer"),
                    basis.SaysState,
                    basis.Says(new("备案日期", "filing date"), Labels.Date(basis.Filed)),
                    Labels.InEvent(new("受理日期", "acceptance date"), Labels.Date(accepted), "recording.acceptance_time_ms"));
                break;
            case BasisState.Ended:
                judgement.Fail(
                    ContractStands.C11,
                    new("依据已撤销或撤回", "the contract is revoked, or the instrument withdrawn"),
                    new("请按新的合同或文书办理", "transfer under a new contract or instrument"),
                    basis.SaysState,
                    basis.Says(new("撤销日期", "day of its end"), Labels.Date(basis.Ended)),
                    Labels.InEvent(new("登簿日期", "recording date"), Labels.Date(recording.RecordingDate), "recording.recording_date"));
                break;
            case BasisState.Registered:
                judgement.WrongState(Record, new("已登记", "registered"), [], basis.SaysState);
                break;
        }

        return true;
    }

    // A pre-sale is always filed; a stock sale where the city asks for it.
    private static bool MustBeFiled(Judgement judgement, Basis basis) => basis.Letter == 'A' || judgement.City.FilingRequired;
}
