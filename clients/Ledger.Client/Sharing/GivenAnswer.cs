using Ledger.V1;

namespace Ledger.Client;

/// <summary>How far a question has come.</summary>
/// <param name="State">Waiting, ordered, answered or refused.</param>
/// <param name="Answer">The answer or refusal, whose hash the receipt holds; null before.</param>
/// <param name="Trace">Its trace on the ledger; null before.</param>
/// <param name="Receipt">The receipt, verified; null before.</param>
/// <param name="DecideBy">Day by which an officer decides, yyyymmdd; 0 where none does.</param>
/// <param name="AnswerBy">Day by which it is answered.</param>
public sealed record GivenAnswer(AnswerState State, SharedAnswer? Answer, QueryTraced? Trace, VerifiedReceipt? Receipt, uint DecideBy, uint AnswerBy);
