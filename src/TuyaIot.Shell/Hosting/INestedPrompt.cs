namespace TuyaIot.Shell.Hosting;

/// <summary>The prompt as the host sees it: something that can be opened inside a running pipeline, and left.</summary>
internal interface INestedPrompt
{
    void Enter();

    void Exit();
}
