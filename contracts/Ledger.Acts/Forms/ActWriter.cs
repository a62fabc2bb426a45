namespace Ledger.Acts;

/// <summary>Who may ask a department for an act.</summary>
public enum ActWriter
{
    /// <summary>A clerk of the department itself, whose node signs it.</summary>
    Clerk,

    /// <summary>The administrator of the department itself, who answers for who its clerks are; its node signs it.</summary>
    Administrator,

    /// <summary>An officer of a bank, which signs it with its own key.</summary>
    Bank,
}
