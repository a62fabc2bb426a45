namespace Ledger.Import;

/// <summary>What an accepted step means for its row.</summary>
/// <param name="Row">Place of the row in the file.</param>
/// <param name="Progress">How far the case has come; <see cref="DealProgress.Planned"/> leaves it.</param>
/// <param name="Titles">Titles by unit code, as they are after the step.</param>
/// <param name="Stage">How far the sale that the row takes back is taken back by the step.</param>
internal sealed record StepEffect(
    int Row, DealProgress Progress, IReadOnlyDictionary<string, HeldTitle> Titles, TakeBackStage Stage = TakeBackStage.Standing);
